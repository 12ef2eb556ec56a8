import { describe, expect, it, test } from 'vitest'
import { createFonts } from '../../../server/pdf/fonts.ts'

const fonts = createFonts()

describe('faceFor', () => {
  test.each([
    ['Aøæåßé×€—…•−', 'noto-sans-latin'],
    ['łőš', 'noto-sans-latin-ext'],
    ['Привет', 'noto-sans-cyrillic'],
    ['Ωμέγα', 'noto-sans-greek'],
    ['ạ', 'noto-sans-vietnamese'],
    ['हि', 'noto-sans-devanagari'],
    ['東京リージョン', 'noto-sans-jp-japanese'],
    ['\uFFFD', 'noto-sans-latin'],
  ])('%s is in %s', (text, name) => {
    expect(fonts.faceFor(text, 400)?.name).toBe(`${name}-400-normal`)
    expect(fonts.faceFor(text, 700)?.name).toBe(`${name}-700-normal`)
  })

  it('finds rare characters in the numbered files', () => {
    expect(fonts.faceFor('㈱', 400)?.name).toMatch(/^noto-sans-jp-\d+-400-normal$/)
  })

  test.each(['😀', 'ש', 'ش', '한', '\u{10FFFF}'])('no font has %j', text =>
    expect(fonts.faceFor(text, 400)).toBeUndefined(),
  )

  it('gives the same result again', () => {
    expect(fonts.faceFor('ł', 400)).toBe(fonts.faceFor('ł', 400))
    expect(fonts.faceFor('😀', 400)).toBeUndefined()
  })
})

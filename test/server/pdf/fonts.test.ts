import { describe, expect, it, test } from 'vitest'
import { createFonts } from '../../../server/pdf/fonts.ts'
import { createTypesetter } from '../../../server/pdf/text.ts'

const fonts = createFonts()

/** All spaces of Unicode (category Zs), and the blank of Braille. */
const SPACES = Array.from({ length: 0x3001 }, (_, code) => String.fromCharCode(code)).filter(text =>
  /^[\p{Zs}\u2800]$/u.test(text),
)

test.each(SPACES.map(space => [`U+${space.charCodeAt(0).toString(16).padStart(4, '0')}`, space]))(
  '%s is printed as a space with the real fonts',
  (_, space) => {
    const typesetter = createTypesetter(fonts, text => text.length)
    const [line] = typesetter.wrap(`12${space}345`, { size: 1 }, 99)
    const text = line?.runs.map(run => run.text).join('')
    expect([text, typesetter.hasReplaced]).toEqual([expect.stringMatching(/^12\s345$/), false])
  },
)

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

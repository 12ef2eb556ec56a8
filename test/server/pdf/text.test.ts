import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Face, Fonts } from '../../../server/pdf/fonts.ts'
import { createTypesetter, type Line } from '../../../server/pdf/text.ts'

/** A face with the characters that match a pattern. */
const face = (name: string, pattern: RegExp): Face => ({
  name,
  font: { hasGlyphForCodePoint: codePoint => pattern.test(String.fromCodePoint(codePoint)) },
})
const faces = [
  face('latin', /[\u0020-\u036f\u2002\u2003\u2009\u2010-\u2027\ufffd]/),
  face('kanji', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。]/u),
  face('devanagari', /[\p{Script=Devanagari}\u200c\u200d]/u),
]
const fonts: Pick<Fonts, 'faceFor'> = {
  faceFor: text => faces.find(({ font }) => [...text].every(char => font.hasGlyphForCodePoint(char.codePointAt(0)!))),
}

/** Every character is as wide as the font size. */
const typesetter = createTypesetter(fonts, (text, _, size) => [...text].length * size)
const style = { size: 1 }
const textOf = (line: Line) => line.runs.map(run => run.text).join('')
const wrap = (text: string, width: number) => typesetter.wrap(text, style, width).map(textOf)

describe('wrap', () => {
  test.each<[why: string, text: string, width: number, lines: string[]]>([
    ['an empty text has no lines', '', 10, []],
    ['white space has no lines', ' \n\t ', 10, []],
    ['a text that fits is one line', 'one two', 7, ['one two']],
    ['a longer text is broken at a space, which is dropped', 'one two', 6, ['one', 'two']],
    ['several spaces are dropped too', 'one   two', 6, ['one', 'two']],
    ['a line takes as many words as fit', 'a bb ccc dddd', 5, ['a bb', 'ccc', 'dddd']],
    ['line breaks are kept', 'a\nb\r\nc\rd\u2028e', 5, ['a', 'b', 'c', 'd', 'e']],
    ['empty lines are kept', 'a\n\nb', 5, ['a', '', 'b']],
    ['a tab becomes a space', 'a\tb', 5, ['a b']],
    ['a long word is broken anywhere', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['text continues after the end of a broken word', 'x abcdefgh yy', 5, ['x', 'abcde', 'fgh', 'yy']],
    ['a character wider than the line has a line of its own', 'abc', 0.5, ['a', 'b', 'c']],
    ['a no-break space does not break', 'a b\u00a0c\u202fd', 5, ['a', 'b\u00a0c\u00a0d']],
    ['a space that no font has is printed as a space', 'a\u2004b\u200ac', 9, ['a b c']],
    ['a blank that is not a space as well', 'a\u2800b', 9, ['a b']],
    ['an accent on such a space is kept', 'a\u202f\u0308b', 9, ['a\u00a0\u0308b']],
    ['joiners that no font has with the letter are dropped', 'a\u200cb\u200dc', 9, ['abc']],
    ['Japanese is broken between characters', '東京リージョン', 4, ['東京リー', 'ジョン']],
    ['Japanese is not broken before punctuation', '東京都、千代田', 3, ['東京', '都、千', '代田']],
    ['a letter with its accent is one character', 'e\u0301', 5, ['é']],
    ['a character that no font has is replaced', 'a\u0634b', 5, ['a\uFFFDb']],
    ['an emoji sequence is replaced once', '👨‍👩‍👧!', 5, ['\uFFFD!']],
    ['a lone surrogate is replaced once', 'a\ud800b', 5, ['a\uFFFDb']],
    ['characters that reverse or hide text are removed', 'a\u202eb\u200bc\u2066d\u0007e\ufeff\u00ad', 9, ['abcde']],
    ['joiners are kept', 'क्\u200dष', 9, ['क्\u200dष']],
  ])('%s', (_, text, width, lines) => expect(wrap(text, width)).toEqual(lines))

  it('uses the first font that has a character, for as long as possible', () => {
    const [line] = typesetter.wrap('Tokyo 東京 ok', style, 99)
    expect(line?.runs.map(run => [run.face.name, run.text])).toEqual([
      ['latin', 'Tokyo '],
      ['kanji', '東京'],
      ['latin', ' ok'],
    ])
  })

  it('tells whether a character had to be replaced', () => {
    const other = createTypesetter(fonts, () => 1)
    other.wrap('a\u202fb', style, 99)
    expect(other.hasReplaced).toBe(false)
    other.fit('\u0634', style, 99)
    expect(other.hasReplaced).toBe(true)
  })

  it('gives no line that is too wide, and loses no visible character', () => {
    const texts = fc.array(
      fc.oneof(fc.constantFrom(' ', '\n', '\u202f', 'é', '東', '。', 'क्ष'), fc.string({ unit: 'grapheme' })),
    )
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 30 }), (parts, width) => {
        const text = parts.join('')
        const lines = typesetter.wrap(text, style, width)
        const wide = lines.filter(line => line.width > width && [...textOf(line)].length > 8)
        expect(wide).toEqual([])
        const solid = (value: string) => value.replaceAll(/\s/g, '')
        const whole = typesetter.wrap(text, style, Number.POSITIVE_INFINITY)
        expect(solid(lines.map(textOf).join(''))).toBe(solid(whole.map(textOf).join('')))
      }),
      { numRuns: 200 },
    )
  })
})

describe('fit', () => {
  test.each([
    ['a text that fits keeps its size', '12345', 10, 1],
    ['a wider one becomes smaller', '1234567890', 5, 0.5],
  ])('%s', (_, text, width, size) => {
    const fitted = typesetter.fit(text, style, width)
    expect({ text: textOf(fitted.line), size: fitted.style.size }).toEqual({ text, size })
    expect(fitted.line.width).toBeLessThanOrEqual(width)
  })

  it('puts several lines on one', () => expect(textOf(typesetter.fit('a\nb', style, 9).line)).toBe('a b'))
})

import type { JsonObject } from '../../../openapi/document.ts'
import { textOf } from './pattern.ts'

/** Longer ones are not sent: beyond it lie bodies of more than a megabyte. */
const LONGEST = 200_000

/** What is sent in one piece with the rest of a body, in bytes; longer characters would make the body too large instead. */
const ROOM = 60_000

/** Texts at a schema's lengths and one beyond, in code points. */
export function lengthTexts(schema: JsonObject): [name: string, text: string][] {
  const { minLength, maxLength } = schema
  const least = typeof minLength === 'number' ? minLength : 0
  const found: [string, string][] = [['empty', '']]
  if (least > 0) {
    found.push(['its least length', filled(schema, least)], ['one character too short', filled(schema, least - 1)])
    // Has more UTF-16 units than code points.
    if (least > 1) found.push(['one wide character too short', filled(schema, least - 1, '😀')])
  }
  if (typeof maxLength !== 'number' || maxLength > LONGEST) return found
  const wide = maxLength * 4 <= ROOM ? '😀' : '日'
  return [
    ...found,
    ['its greatest length', filled(schema, maxLength)],
    ['one character too long', filled(schema, maxLength + 1)],
    ['its greatest length in wide characters', filled(schema, maxLength, wide)],
    ['one wide character too long', filled(schema, maxLength + 1, wide)],
    ['its greatest length with a blank behind', `${filled(schema, maxLength)} `],
    ['its greatest length, two of it blanks around', ` ${filled(schema, Math.max(maxLength - 2, 0))} `],
    ['its greatest length in letters of two code points', 'e\u0301'.repeat(maxLength)],
  ]
}

/** A text of a length that only its length can make wrong, where that is easily found. */
function filled({ format, pattern }: JsonObject, length: number, letter = 'x'): string {
  const text = letter.repeat(length)
  if (format === 'email' && length > 2) return `${letter.repeat(length - 2)}@x`
  if (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) return text
  const matching = textOf(pattern, length)
  return [...matching].length === length ? matching : text
}

/** What may or may not stand in a text. */
export const CONTENTS: [name: string, text: string][] = [
  ['a blank', ' '],
  ['white space of all kinds', ' \t\r\n\u00a0\u2003\u2028\u3000\ufeff'],
  ['with blanks around', '  two words '],
  ['with a no-break space and a byte order mark around', '\ufeffword\u00a0'],
  ['a zero-width space', '\u200b'],
  ['NUL', '\0'],
  ['with NUL inside', 'one\0two'],
  ['with NUL behind', 'word\0'],
  ['a lone high surrogate', '\ud83d'],
  ['a lone low surrogate', 'a\ude00b'],
  ['a surrogate pair turned around', '\ude00\ud83d'],
  ['other control characters', 'a\u0001\u001b\u007f\u009fb'],
  ['CRLF', 'first\r\nsecond'],
  ['right to left', '\u202eשלום مرحبا'],
  ['emoji joined', '👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈'],
  ['combining characters', 'Z\u0351\u036b\u0343a\u0300\u0301\u0302 \u1100\u1161\u11a8'],
  ['noncharacters', '\uffff\ufdd0'],
  ['a script', '<script>alert(1)</script>'],
  ['quotes for SQL', "'; DROP TABLE x; --"],
  ['a template', '{{7*7}}<%= 7*7 %>'],
  ['backslashes and quotes', '\\ \\u0000 "quoted" \\"'],
  ['a percent sign', '100 % %00 %zz'],
  ['__proto__', '__proto__'],
]

/** The part of it that another way of writing may change. */
export const FEW_CONTENTS = CONTENTS.filter(([name]) =>
  /around|CRLF|right to left|joined|SQL|percent|quotes$/.test(name),
)

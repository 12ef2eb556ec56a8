import type { JsonObject } from '../../../openapi/document.ts'
import { textOf } from './pattern.ts'

/** Longer strings are not sent, since their bodies would exceed a megabyte. */
const MAX_LENGTH_SENT = 200_000

/** Size available for one value in a body, in bytes; with wider characters the whole body would become too large. */
const MAX_LENGTH = 60_000

/** Sent where a schema has no maximum length. Longer than any limit that a field of a small body is likely to have. */
const WITHOUT_LIMIT = 30_000

/** Strings at the length limits of a schema and one beyond, in code points. */
export function lengthTexts(schema: JsonObject): [name: string, text: string][] {
  const { minLength, maxLength } = schema
  const least = typeof minLength === 'number' ? minLength : 0
  const found: [string, string][] = [['empty', '']]
  if (least > 0) {
    found.push(['of minimum length', filled(schema, least)], ['one character too short', filled(schema, least - 1)])
    // Has more UTF-16 units than code points.
    if (least > 1) found.push(['one wide character too short', filled(schema, least - 1, '😀')])
  }
  if (maxLength === undefined && schema.format === undefined)
    return [...found, ['of 30,000 characters', filled(schema, WITHOUT_LIMIT)]]
  if (typeof maxLength !== 'number' || maxLength > MAX_LENGTH_SENT) return found
  const wide = maxLength * 4 <= MAX_LENGTH ? '😀' : '日'
  return [
    ...found,
    ['of maximum length', filled(schema, maxLength)],
    ['one character too long', filled(schema, maxLength + 1)],
    ['of maximum length in wide characters', filled(schema, maxLength, wide)],
    ['one wide character too long', filled(schema, maxLength + 1, wide)],
    ['of maximum length plus a trailing space', `${filled(schema, maxLength)} `],
    ['of maximum length including surrounding spaces', ` ${filled(schema, Math.max(maxLength - 2, 0))} `],
    ['of maximum length in two-code-point letters', 'e\u0301'.repeat(maxLength)],
  ]
}

/** A string of the given length that otherwise matches its schema, if one is easily found. */
function filled({ format, pattern }: JsonObject, length: number, letter = 'x'): string {
  const text = letter.repeat(length)
  if (format === 'email' && length > 2) return `${letter.repeat(length - 2)}@x`
  if (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) return text
  const matching = textOf(pattern, length)
  return [...matching].length === length ? matching : text
}

/** Contents that may or may not be allowed in a string. */
export const CONTENTS: [name: string, text: string][] = [
  ['a space', ' '],
  ['all kinds of whitespace', ' \t\r\n\u00a0\u2003\u2028\u3000\ufeff'],
  ['surrounding spaces', '  two words '],
  ['surrounding no-break space and byte order mark', '\ufeffword\u00a0'],
  ['a zero-width space', '\u200b'],
  ['only invisible characters', '\u200b\u2060\u202e\u00ad'],
  ['a combining mark', '\u0301'],
  ['NUL', '\0'],
  ['NUL inside', 'one\0two'],
  ['a trailing NUL', 'word\0'],
  ['a lone high surrogate', '\ud83d'],
  ['a lone low surrogate', 'a\ude00b'],
  ['a reversed surrogate pair', '\ude00\ud83d'],
  ['other control characters', 'a\u0001\u001b\u007f\u009fb'],
  ['an escape sequence', '\u001b[2J\u0007'],
  ['CRLF', 'first\r\nsecond'],
  ['a tab', 'one\ttwo'],
  ['a C1 control character', 'one\u0085two'],
  ['a line separator', 'one\u2028two'],
  ['a paragraph separator', 'one\u2029two'],
  ['line breaks around it', '\r\nword\u2028'],
  ['right to left', '\u202eשלום مرحبا'],
  ['joined emoji', '👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈'],
  ['combining characters', 'Z\u0351\u036b\u0343a\u0300\u0301\u0302 \u1100\u1161\u11a8'],
  ['noncharacters', '\uffff\ufdd0'],
  ['a script element', '<script>alert(1)</script>'],
  ['SQL quotes', "'; DROP TABLE x; --"],
  ['a template', '{{7*7}}<%= 7*7 %>'],
  ['backslashes and quotes', '\\ \\u0000 "quoted" \\"'],
  ['a percent sign', '100 % %00 %zz'],
  ['__proto__', '__proto__'],
]

/** The subset that another encoding may alter. */
export const FEW_CONTENTS = CONTENTS.filter(([name]) =>
  /surrounding|CRLF|right to left|joined|SQL|percent|quotes$/.test(name),
)

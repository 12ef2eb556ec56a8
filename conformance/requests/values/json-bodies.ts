import { bytesOf } from './bytes.ts'
import { jsonOf, type Members } from './encoding.ts'

type Bodies = [name: string, bytes: string | Uint8Array<ArrayBuffer>][]

/** Malformed JSON. @param good a JSON object */
export const malformedJson = (good: string): Bodies => [
  ['truncated', good.slice(0, -1)],
  ['an extra closing brace', `${good}}`],
  ['a trailing comma', good.replace(/,?\}$/, ',}')],
  ['single quotes', "{'a':1}"],
  ['an unquoted key', '{a:1}'],
  ['a key without a value', '{"a"}'],
  ['NaN', '{"a":NaN}'],
  ['a number with a leading zero', '{"a":01}'],
  ['a number with a plus sign', '{"a":+1}'],
  ['a hexadecimal number', '{"a":0x10}'],
  ['an invalid escape', '{"a":"\\x"}'],
  ['an invalid Unicode escape', '{"a":"\\u12"}'],
  ['an unterminated string', '{"a":"b'],
  ['a line break in a string', '{"a":"b\nc"}'],
  ['a NUL byte in a string', '{"a":"b\0c"}'],
  ['a comment', `/* c */${good}`],
  ['a trailing NUL', `${good}\0`],
  ['a leading no-break space', `\u00a0${good}`],
  ['plain words', 'plain words'],
]

/** JSON that is not an object, and an object in unusual notation. */
export const otherJson = (good: string): Bodies => [
  ['null', 'null'],
  ['an empty array', '[]'],
  ['an empty array in whitespace', ' [\r\n] '],
  ['an array with an empty array', '[[]]'],
  ['an array with null', '[null]'],
  ['the object in an array', `[${good}]`],
  ['a string', '"x"'],
  ['the object in a string', JSON.stringify(good)],
  ['a number', '1'],
  ['true', 'true'],
  ['a number beyond double range', '1e400'],
  ['an empty object', '{}'],
  ['only whitespace', '  \r\n\t'],
  ['surrounding whitespace', ` \t\r\n${good}\r\n `],
  ['every letter escaped', escaped(good)],
]

/** Writes the letters of keys and strings as `\uXXXX`, which is the same object. */
const escaped = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, text => {
    const value: unknown = JSON.parse(text)
    const units = Array.from({ length: String(value).length }, (_, index) => String(value).charCodeAt(index))
    return `"${units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`
  })

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/** Encodings other than UTF-8, byte order marks, and invalid bytes. */
export const encodedJson = (good: string): Bodies => [
  ['a byte order mark', bytesOf(BYTE_ORDER_MARK, good)],
  ['two byte order marks', bytesOf(BYTE_ORDER_MARK, BYTE_ORDER_MARK, good)],
  ['a byte order mark after the object', bytesOf(good, BYTE_ORDER_MARK)],
  ['a byte order mark and an empty array', bytesOf(BYTE_ORDER_MARK, '[]')],
  ['only a byte order mark', bytesOf(BYTE_ORDER_MARK)],
  ['an invalid UTF-8 byte', bytesOf('{"unknown":"', [0xff], '"}')],
  ['a Latin-1 letter', bytesOf('{"unknown":"caf', [0xe9], '"}')],
  ['a surrogate encoded as bytes', bytesOf('{"unknown":"', [0xed, 0xa0, 0x80], '"}')],
  ['an overlong encoding', bytesOf('{"unknown":"', [0xc0, 0x80], '"}')],
  ['a truncated character', bytesOf('{"unknown":"', [0xe2, 0x82], '"}')],
  ['UTF-16', bytesOf([0xff, 0xfe], [...Buffer.from(good, 'utf16le')])],
  ['random bytes', bytesOf(Array.from({ length: 64 }, (_, index) => (index * 151 + 137) % 256))],
]

/** Deeper than recursive code can go; 30,000 levels fit into 64 KiB. */
export const deepJson = (members: Members): Bodies => [
  ...[100, 10_000, 30_000].map((levels): [string, string] => [
    `an unknown field of ${levels} nested arrays`,
    jsonOf([...members, ['unknown', nested('[', ']', levels)]]),
  ]),
  [
    'an unknown field of 10,000 nested objects',
    jsonOf([...members, ['unknown', `${nested('{"":', '}', 10_000, '1')}`]]),
  ],
  ['30,000 nested arrays', nested('[', ']', 30_000)],
  ['10,000 nested objects', nested('{"":', '}', 10_000, '1')],
  ['30,000 unclosed arrays', '['.repeat(30_000)],
]

const nested = (open: string, close: string, levels: number, core = ''): string =>
  open.repeat(levels) + core + close.repeat(levels)

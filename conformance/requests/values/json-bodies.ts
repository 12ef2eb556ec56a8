import { bytesOf } from './bytes.ts'
import { jsonOf, type Members } from './encoding.ts'

type Bodies = [name: string, bytes: string | Uint8Array<ArrayBuffer>][]

/** Not JSON. @param good an object in JSON */
export const malformedJson = (good: string): Bodies => [
  ['cut short', good.slice(0, -1)],
  ['a closing brace too many', `${good}}`],
  ['a trailing comma', good.replace(/,?\}$/, ',}')],
  ['single quotes', "{'a':1}"],
  ['a key without quotes', '{a:1}'],
  ['a key without a value', '{"a"}'],
  ['NaN', '{"a":NaN}'],
  ['a number with a zero before', '{"a":01}'],
  ['a number with a plus sign', '{"a":+1}'],
  ['a hexadecimal number', '{"a":0x10}'],
  ['a broken escape', '{"a":"\\x"}'],
  ['a broken unicode escape', '{"a":"\\u12"}'],
  ['an open text', '{"a":"b'],
  ['a line break in a text', '{"a":"b\nc"}'],
  ['NUL in a text as a byte', '{"a":"b\0c"}'],
  ['a comment', `/* c */${good}`],
  ['NUL behind', `${good}\0`],
  ['a no-break space before', `\u00a0${good}`],
  ['plain words', 'plain words'],
]

/** JSON, but no object; and an object written otherwise. */
export const otherJson = (good: string): Bodies => [
  ['null', 'null'],
  ['an empty list', '[]'],
  ['the object in a list', `[${good}]`],
  ['a text', '"x"'],
  ['the object in a text', JSON.stringify(good)],
  ['a number', '1'],
  ['true', 'true'],
  ['a number beyond all doubles', '1e400'],
  ['an empty object', '{}'],
  ['blanks alone', '  \r\n\t'],
  ['blanks around', ` \t\r\n${good}\r\n `],
  ['every letter escaped', escaped(good)],
]

/** The letters of keys and texts as `\uXXXX`: the same object. */
const escaped = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, text => {
    const value: unknown = JSON.parse(text)
    const units = Array.from({ length: String(value).length }, (_, index) => String(value).charCodeAt(index))
    return `"${units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`
  })

/** Other encodings than UTF-8, and bytes that are none. */
export const encodedJson = (good: string): Bodies => [
  ['a byte order mark before', bytesOf([0xef, 0xbb, 0xbf], good)],
  ['a byte that is no UTF-8', bytesOf('{"unknown":"', [0xff], '"}')],
  ['a letter as Latin-1', bytesOf('{"unknown":"caf', [0xe9], '"}')],
  ['a surrogate as bytes', bytesOf('{"unknown":"', [0xed, 0xa0, 0x80], '"}')],
  ['an overlong form', bytesOf('{"unknown":"', [0xc0, 0x80], '"}')],
  ['a letter cut short', bytesOf('{"unknown":"', [0xe2, 0x82], '"}')],
  ['UTF-16', bytesOf([0xff, 0xfe], [...Buffer.from(good, 'utf16le')])],
  ['random bytes', bytesOf(Array.from({ length: 64 }, (_, index) => (index * 151 + 137) % 256))],
]

/** Deeper than recursion may go; 30,000 levels fit into 64 KiB. */
export const deepJson = (members: Members): Bodies => [
  ...[100, 10_000, 30_000].map((levels): [string, string] => [
    `an unknown field of ${levels} lists`,
    jsonOf([...members, ['unknown', nested('[', ']', levels)]]),
  ]),
  ['an unknown field of 10,000 objects', jsonOf([...members, ['unknown', `${nested('{"":', '}', 10_000, '1')}`]])],
  ['30,000 lists', nested('[', ']', 30_000)],
  ['10,000 objects', nested('{"":', '}', 10_000, '1')],
  ['30,000 lists never closed', '['.repeat(30_000)],
]

const nested = (open: string, close: string, levels: number, core = ''): string =>
  open.repeat(levels) + core + close.repeat(levels)

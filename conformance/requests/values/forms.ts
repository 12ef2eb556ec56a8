import { bytesOf } from './bytes.ts'

type Bodies = [name: string, bytes: string | Uint8Array<ArrayBuffer>][]

/** Malformed forms. @param good a valid form */
export const brokenForms = (good: string): Bodies => [
  ['invalid percent-encoding in a key', `%zz=1&${good}`],
  ['invalid percent-encoding in a value', `unknown=%zz&${good}`],
  ['a trailing percent sign', `${good}&unknown=100%`],
  ['percent-encoded invalid UTF-8', `unknown=%ff&${good}`],
  ['a percent-encoded surrogate', `unknown=%ED%A0%80&${good}`],
  ['an invalid UTF-8 byte', bytesOf('unknown=', [0xff], `&${good}`)],
  ['a Latin-1 letter', bytesOf('unknown=caf', [0xe9], `&${good}`)],
]

/** Unusual but valid notations, and bodies that are no form. */
export const otherForms = (good: string, json: string): Bodies => [
  ['only empty pairs', '&&&'],
  ['only an equals sign', '='],
  ['surrounding empty pairs', `&&${good}&&`],
  ['a value without a key', `${good}&=x`],
  ['a key without an equals sign', `${good}&unknown`],
  ['semicolons for ampersands', good.includes('&') ? good.replaceAll('&', ';') : `${good};unknown=1`],
  ['a leading question mark', `?${good}`],
  ['a byte order mark', bytesOf([0xef, 0xbb, 0xbf], good)],
  ['the same fields as JSON', json],
  ['only spaces', '  '],
  ['percent-encoded keys', good.replace(/(^|&)([a-z])/gi, (_, before, letter) => `${before}%${hex(letter)}`)],
  ['%20 instead of plus', good.replaceAll('+', '%20')],
]

const hex = (letter: string): string => letter.charCodeAt(0).toString(16)

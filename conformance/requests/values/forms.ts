import { bytesOf } from './bytes.ts'

type Bodies = [name: string, bytes: string | Uint8Array<ArrayBuffer>][]

/** Forms that cannot be read. @param good a form */
export const brokenForms = (good: string): Bodies => [
  ['broken percent-encoding in a key', `%zz=1&${good}`],
  ['broken percent-encoding in a value', `unknown=%zz&${good}`],
  ['a percent sign at the end', `${good}&unknown=100%`],
  ['percent-encoding that is no UTF-8', `unknown=%ff&${good}`],
  ['a surrogate percent-encoded', `unknown=%ED%A0%80&${good}`],
  ['a byte that is no UTF-8', bytesOf('unknown=', [0xff], `&${good}`)],
  ['a letter as Latin-1', bytesOf('unknown=caf', [0xe9], `&${good}`)],
]

/** Forms written otherwise, and what is none. */
export const otherForms = (good: string, json: string): Bodies => [
  ['empty pairs alone', '&&&'],
  ['an equals sign alone', '='],
  ['empty pairs around', `&&${good}&&`],
  ['a value without a key', `${good}&=x`],
  ['a key without an equals sign', `${good}&unknown`],
  ['semicolons for ampersands', good.includes('&') ? good.replaceAll('&', ';') : `${good};unknown=1`],
  ['a question mark before', `?${good}`],
  ['a byte order mark before', bytesOf([0xef, 0xbb, 0xbf], good)],
  ['its own JSON', json],
  ['blanks alone', '  '],
  ['keys percent-encoded', good.replace(/(^|&)([a-z])/gi, (_, before, letter) => `${before}%${hex(letter)}`)],
  ['%20 for plus', good.replaceAll('+', '%20')],
]

const hex = (letter: string): string => letter.charCodeAt(0).toString(16)

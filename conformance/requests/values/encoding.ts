import type { Json } from '../../../openapi/document.ts'

/** Names and JSON values of an object in order; names may repeat, and values need not be valid JSON. */
export type Members = readonly (readonly [name: string, json: string])[]

export const jsonOf = (members: Members): string =>
  `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`

/** Names and encoded values of a form or query. */
export const formOf = (pairs: readonly (readonly [name: string, encoded: string])[]): string =>
  pairs.map(([name, encoded]) => `${encode(name)}=${encoded}`).join('&')

/** application/x-www-form-urlencoded (WHATWG URL, 5.2); lone surrogates become U+FFFD. */
export const encode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

/** Values in form encoding; null, arrays and objects have none and are left out. */
export const pairsOf = (values: Readonly<Record<string, Json>>): [name: string, encoded: string][] =>
  Object.entries(values).flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, encode(String(value))]]))

export const jsonMembersOf = (values: Readonly<Record<string, Json>>): [name: string, json: string][] =>
  Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)])

/** The first media type of each kind that the suite can write bodies in. */
export function writableIn(media: readonly string[]): { json: string | undefined; form: string | undefined } {
  return {
    json: media.find(type => /[/+]json$/.test(type)),
    form: media.find(type => type === 'application/x-www-form-urlencoded'),
  }
}

/** Replaces the value of a name, or adds the pair. */
export function put<Pair extends readonly [name: string, text: string]>(
  pairs: readonly Pair[],
  name: string,
  text: string,
): [name: string, text: string][] {
  const isThere = pairs.some(([key]) => key === name)
  const changed = pairs.map(([key, old]): [string, string] => [key, key === name ? text : old])
  return isThere ? changed : [...changed, [name, text]]
}

import type { Json } from './json.ts'

/** Appends keys to a pointer: `#/paths/~1me/get` (RFC 6901, 3 and 6). */
export const into = (pointer: string, ...keys: (string | number)[]): string => [pointer, ...keys.map(encoded)].join('/')

/** Most keys need no encoding. */
const encoded = (key: string | number): string | number =>
  typeof key === 'number' || /^[\w-]*$/.test(key)
    ? key
    : encodeURI(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'))

/** The decoded keys of a pointer; undefined for a text that is not a pointer. */
export function keysOf(pointer: string): string[] | undefined {
  if (pointer === '#') return []
  if (!pointer.startsWith('#/')) return undefined
  const parts = pointer.slice(2).split('/')
  if (!/[%~]/.test(pointer)) return parts
  try {
    return parts.map(part => unescaped(decodeURIComponent(part)))
  } catch {
    return undefined
  }
}

/** The decoded keys of a pointer without `#`, which is not percent-encoded: `/paths/~1me/get` (RFC 6901, 5). */
export const plainKeysOf = (pointer: string): string[] => pointer.split('/').slice(1).map(unescaped)

const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~')

/** The value at a pointer; undefined if there is no such value. */
export function follow(root: Json, pointer: string): Json | undefined {
  const keys = keysOf(pointer)
  if (!keys) return undefined
  let value: Json | undefined = root
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    if (Array.isArray(value) && !/^\d+$/.test(key)) return undefined
    value = (value as Record<string, Json>)[key]
  }
  return value
}

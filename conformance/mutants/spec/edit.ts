import { isObject, type Json, type JsonObject } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'

/**
 * Returns a changed copy of a document, which shares all unchanged parts with the original.
 * @param change receives the part, undefined if it does not exist, and returns its replacement; undefined removes it
 */
export function edited(
  root: JsonObject,
  pointer: string,
  change: (part: Json | undefined) => Json | undefined,
): JsonObject {
  return at(root, keysOf(pointer) ?? [], change) as JsonObject
}

function at(
  value: Json | undefined,
  keys: readonly string[],
  change: (part: Json | undefined) => Json | undefined,
): Json {
  const [key, ...deeper] = keys
  if (key === undefined) return change(value) as Json
  if (Array.isArray(value)) {
    const given = deeper.length === 0 ? change(value[Number(key)]) : at(value[Number(key)], deeper, change)
    return value.flatMap((item, index) => (index !== Number(key) ? [item] : given === undefined ? [] : [given]))
  }
  const object = isObject(value) ? value : {}
  const given = deeper.length === 0 ? change(object[key]) : at(object[key], deeper, change)
  return given === undefined ? without(object, key) : { ...object, [key]: given }
}

export function without(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !keys.includes(name)))
}

/** Renames a key without changing the order of the entries. */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]))
}

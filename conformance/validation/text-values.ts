import { isObject, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import { resolve } from '../../openapi/references.ts'
import type { InputRules } from '../contract/input-rules.ts'

/** A value as it is validated by the contract's schemas. */
export interface Prepared {
  value: unknown
  /** Lengths of trimmed strings before trimming, in code points. */
  lengths: Map<string, number>
  /** Whether a string contains forbidden characters (x-input wellFormedText). */
  isIllFormed: boolean
}

/** Trims and checks the strings in a value according to `x-input`. */
export function prepare(rules: InputRules, isKept: boolean, given: unknown): Prepared {
  const lengths = new Map<string, number>()
  let isIllFormed = false
  const value = mapTexts(given, text => {
    if (rules.wellFormedText && (text.includes('\0') || !text.isWellFormed())) isIllFormed = true
    const trimmed = rules.trim && !isKept ? text.trim() : text
    if (trimmed !== text) lengths.set(trimmed, [...text].length)
    return trimmed
  })
  return { value, lengths, isIllFormed }
}

/** Stops at a fixed depth, since 30,000 nested levels would overflow the stack; values that deep are refused anyway. */
function mapTexts(value: unknown, change: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null || depth > 50) return value
  if (Array.isArray(value)) return value.map(item => mapTexts(item, change, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, depth + 1)]))
}

/** The types that a schema allows, following references and alternatives. */
export function typesOf(document: OpenApiDocument, pointer: string): Set<string> {
  const found = document.at(pointer)
  if (!isObject(found)) return new Set()
  const { value: schema, pointer: at } = resolve(document, { value: found, pointer })
  const own = [schema.type].flat().filter(type => typeof type === 'string')
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap(keyword =>
    alternativesOf(schema, keyword).flatMap((_, index) => [...typesOf(document, into(at, keyword, index))]),
  )
  return new Set([...own, ...alternatives])
}

const alternativesOf = (schema: JsonObject, keyword: string) => {
  const list = schema[keyword]
  return Array.isArray(list) ? list : []
}

/** Whether a string is never trimmed: a `format: password`. */
export const isPassword = (schema: JsonObject): boolean => schema.format === 'password'

/**
 * Converts a string from a query, form or path to the type of its schema. A string that represents no value of the type stays a
 * string, which the schema then refuses.
 */
export function fromText(rules: InputRules, types: ReadonlySet<string>, text: string): unknown {
  if (types.has('integer')) {
    const isCanonical = /^(0|-?[1-9]\d*)$/.test(text)
    if (isCanonical || (!rules.canonicalIntegers && /^\s*[+-]?\d+(\.0*)?(e\d+)?\s*$/i.test(text))) return Number(text)
    return text
  }
  if (types.has('number') && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text)
  if (types.has('boolean') && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

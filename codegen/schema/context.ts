import {
  into,
  isObject,
  type Json,
  type JsonObject,
  type Located,
  type OpenApiDocument,
} from '../../openapi/document.ts'
import type { Judge } from '../judge.ts'

/**
 * Which side of the wire a schema is for: `answer` states what the server says, `input` also applies the house rules of `x-input` and
 * defaults to what it is sent.
 */
export type Direction = 'answer' | 'input'

/** The house rules that schemas keep (openapi.yaml, `x-input`); the server keeps the others while it decodes. */
export interface InputRules {
  trim?: boolean
  nullIsAbsent?: boolean
  wellFormedText?: boolean
}

/**
 * How a property names a schema that is defined further down: in a getter, whose type TypeScript infers in simple cases, or looked up
 * when a value is judged, of a type that says nothing.
 */
export type Recursion = 'getter' | 'lazy'

export interface SchemaContext {
  document: OpenApiDocument
  direction: Direction
  rules: InputRules
  judge: Judge
  /** References that are being written out where they are used: one of them inside itself would never end. */
  inside: readonly string[]
  recursion: Recursion
  /** What is defined further down is looked up here. */
  isLazy: boolean
  /** The identifier to write for a component; tells whether it is defined only further down. */
  refer(pointer: string, here: Pick<SchemaContext, 'direction' | 'isLazy'>): Expression
  /** The name to write for a helper of the run-time; remembers that it is used. */
  helper(name: string): string
}

/** An expression that makes a zod schema. */
export interface Expression {
  text: string
  /** It names a schema that is defined further down, so it may only stand in a getter. */
  deferred: boolean
}

export const expression = (text: string, deferred = false): Expression => ({ text, deferred })

/** A schema under a keyword of another; true and false are schemas too (2020-12 core, 4.3.2). */
export function childOf(
  context: SchemaContext,
  parent: Located,
  ...keys: (string | number)[]
): Located<JsonObject | boolean> {
  const pointer = into(parent.pointer, ...keys)
  let value: Json | undefined = parent.value
  for (const key of keys) value = (value as Record<string | number, Json>)[key]
  if (!isObject(value) && typeof value !== 'boolean') context.document.refuse(pointer, 'must be a schema')
  return { value, pointer }
}

/** A keyword's value, checked to be a number. */
export function numberOf(context: SchemaContext, { value, pointer }: Located, keyword: string): number | undefined {
  const number = value[keyword]
  if (number === undefined) return undefined
  if (typeof number !== 'number') context.document.refuse(into(pointer, keyword), 'must be a number')
  return number
}

/** A keyword's value, checked to be an integer from 0. */
export function countOf(context: SchemaContext, schema: Located, keyword: string): number | undefined {
  const count = numberOf(context, schema, keyword)
  if (count !== undefined && !(Number.isInteger(count) && count >= 0)) {
    context.document.refuse(into(schema.pointer, keyword), 'must be an integer from 0')
  }
  return count
}

export const literal = (value: unknown): string => JSON.stringify(value)

/** A pattern as JSON Schema means it: ECMA-262, Unicode, not anchored (2020-12 core, 6.4). */
export function regExp(context: SchemaContext, pointer: string, pattern: unknown): string {
  if (typeof pattern !== 'string') return context.document.refuse(pointer, 'must be a string')
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '')
    context.document.refuse(pointer, `is not a Unicode regular expression (${reason})`)
  }
  return `new RegExp(${literal(pattern)}, 'u')`
}

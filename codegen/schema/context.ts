import type { Json, Located, OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import type { TypeName } from '../../openapi/vocabulary.ts'
import type { ValueCheck } from '../value-check.ts'

/** What a schema is for: one for requests also applies the rules of `x-input` and fills in defaults. */
export type Direction = 'response' | 'request'

/** The rules of `x-input` that schemas apply; the server applies the others while it decodes. */
export interface InputRules {
  trim?: boolean
  nullIsAbsent?: boolean
  wellFormedText?: boolean
}

/**
 * How a property names a schema that is defined further down: in a getter, whose type TypeScript infers in simple cases, or looked up
 * when a value is validated, with a type that says nothing.
 */
export type Recursion = 'getter' | 'lazy'

export interface SchemaContext {
  document: OpenApiDocument
  direction: Direction
  rules: InputRules
  checkValue: ValueCheck
  /** References that are being written out where they are used: one of them inside itself would never end. */
  inside: readonly string[]
  recursion: Recursion
  /** What is defined further down is looked up here. */
  isLazy: boolean
  /** The identifier of a component; deferred when it is defined only further down. */
  refer(pointer: string, here: Pick<SchemaContext, 'direction' | 'isLazy'>): Expression
  /** The name of a helper of the run-time; remembers that it is used. */
  helper(name: string): string
  /** Writes the schemas inside a schema: `schemaExpression`, handed in because it calls the files that call this. */
  write(context: SchemaContext, schema: Located, inherited?: TypeName[]): Expression
}

/** An expression that makes a zod schema. */
export interface Expression {
  text: string
  /** It names a schema that is defined further down, so it may only stand in a getter. */
  deferred: boolean
}

export const expression = (text: string, deferred = false): Expression => ({ text, deferred })

export const isAnyDeferred = (expressions: Expression[]): boolean => expressions.some(({ deferred }) => deferred)

/** A schema under a keyword of another, which must be there. */
export function childOf(parent: Located, ...keys: (string | number)[]): Located {
  const value = keys.reduce<Json>((inner, key) => (inner as Record<string | number, Json>)[key] ?? {}, parent.value)
  return { value: value as Located['value'], pointer: into(parent.pointer, ...keys) }
}

export const literal = (value: unknown): string => JSON.stringify(value)

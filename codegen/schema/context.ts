import type { Json, Located, OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import type { TypeName } from '../../openapi/vocabulary.ts'
import type { ValueCheck } from '../value-check.ts'

/** Whether a schema is for requests or responses. For requests, it also applies `x-input` and defaults. */
export type Direction = 'response' | 'request'

/** The rules of `x-input` that schemas apply. The server applies the others when it decodes a request. */
export interface InputRules {
  trim?: boolean
  nullIsAbsent?: boolean
  wellFormedText?: boolean
}

/**
 * How a property uses a schema that is defined later: in a getter, whose type TypeScript can infer in simple cases, or with z.lazy, whose
 * type is unknown.
 */
export type Recursion = 'getter' | 'lazy'

export interface SchemaContext {
  document: OpenApiDocument
  direction: Direction
  rules: InputRules
  checkValue: ValueCheck
  /** The references that are being emitted inline, to detect recursion. */
  inside: readonly string[]
  recursion: Recursion
  /** Whether to use z.lazy for schemas that are defined later. */
  isLazy: boolean
  /** The expression for a component; deferred if the component is defined later. */
  refer(pointer: string, here: Pick<SchemaContext, 'direction' | 'isLazy'>): Expression
  /** The name of a run-time helper, which is then included in the output. */
  helper(name: string): string
  /** `schemaExpression`, for schemas inside a schema. Passed in to avoid an import cycle. */
  write(context: SchemaContext, schema: Located, inherited?: TypeName[]): Expression
}

/** The source of an expression that creates a zod schema. */
export interface Expression {
  text: string
  /** Whether it uses a schema that is defined later, so that it must be in a getter. */
  deferred: boolean
}

export const expression = (text: string, deferred = false): Expression => ({ text, deferred })

export const isAnyDeferred = (expressions: Expression[]): boolean => expressions.some(({ deferred }) => deferred)

/** The schema at a keyword of another schema, which must exist. */
export function childOf(parent: Located, ...keys: (string | number)[]): Located {
  const value = keys.reduce<Json>((inner, key) => (inner as Record<string | number, Json>)[key] ?? {}, parent.value)
  return { value: value as Located['value'], pointer: into(parent.pointer, ...keys) }
}

export const literal = (value: unknown): string => JSON.stringify(value)

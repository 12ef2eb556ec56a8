import type { JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { isExtensible } from '../../../openapi/extensible-enums.ts'
import type { TypeName } from '../../../openapi/vocabulary.ts'

/** The version that the values follow, or the version that has to accept them. */
export type Role = 'sent' | 'read'

/** A schema of one of the two versions. */
export interface ValueSchema {
  role: Role
  contract: OpenApiDocument
  value: JsonObject
  pointer: string
  /** Types of values that it does not constrain. */
  exemptTypes?: ReadonlySet<string> | undefined
  /** Whether an extensible enum allows every string, as in responses. In requests it allows only the listed values. */
  opensEnums: boolean
}

/** Whether the enum of a schema allows every string. */
export const isOpenEnum = ({ opensEnums, value }: ValueSchema): boolean => opensEnums && isExtensible(value)

/** A value must match the schema, or must not. */
export interface Condition {
  isMet: boolean
  schema: ValueSchema
}

/** The types of JSON, with numbers divided into whole numbers and fractions. */
export const KINDS = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'] as const
export type Kind = (typeof KINDS)[number]

const TYPES: Readonly<Record<Kind, readonly TypeName[]>> = {
  null: ['null'],
  boolean: ['boolean'],
  integer: ['integer', 'number'],
  fraction: ['number'],
  string: ['string'],
  array: ['array'],
  object: ['object'],
}

/** Whether one of these types includes the values of this kind. */
export const includesKind = (types: Iterable<unknown>, kind: Kind): boolean =>
  [...types].some(type => TYPES[kind].includes(type as TypeName))

/** The type that `appliesTo` in the vocabulary names for values of this kind. */
export const typeOfKind = (kind: Kind): string => (kind === 'integer' || kind === 'fraction' ? 'number' : kind)

import type { JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { isExtensible } from '../../../openapi/extensible-enums.ts'
import type { TypeName } from '../../../openapi/vocabulary.ts'

/** `sent`: the version that the sender of a value follows. `read`: the version by which the reader validates it. */
export type Role = 'sent' | 'read'

/** A schema, and the version that it belongs to. */
export interface ValueSchema {
  role: Role
  contract: OpenApiDocument
  value: JsonObject
  pointer: string
  /** Values of these types are always valid. */
  exemptTypes?: ReadonlySet<string> | undefined
  /** Whether an extensible enum allows every string, as in responses. In requests it allows only the listed values. */
  opensEnums: boolean
}

/** Whether the enum of a schema allows every string. */
export const isOpenEnum = ({ opensEnums, value }: ValueSchema): boolean => opensEnums && isExtensible(value)

/** A value must match a schema, or must not match it. */
export interface Condition {
  isMet: boolean
  schema: ValueSchema
}

/** The types of JSON values, with separate kinds for integers and for numbers with a fraction. */
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

/** Whether values of a kind have one of these types. */
export const includesKind = (types: Iterable<unknown>, kind: Kind): boolean =>
  [...types].some(type => TYPES[kind].includes(type as TypeName))

/** The type in `appliesTo` of the vocabulary for the keywords that apply to values of a kind. */
export const typeOfKind = (kind: Kind): string => (kind === 'integer' || kind === 'fraction' ? 'number' : kind)

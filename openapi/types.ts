import type { OpenApiDocument } from './document.ts'
import { isObject, type Json, type Located } from './json.ts'
import { membersOf } from './members.ts'
import { targetOf } from './references.ts'
import { keywordsIn, type TypeName } from './vocabulary.ts'

/** The types in a schema's own `type`, in that order; undefined without `type`. */
export function namedTypes({ value }: Located): TypeName[] | undefined {
  const { type } = keywordsIn(value)
  return type === undefined ? undefined : [type].flat()
}

/**
 * The types that a schema allows, considering its own type and constants, its reference and its compositions. Undefined when all types are
 * allowed; empty when no type is.
 */
export function allowedTypes(document: OpenApiDocument, schema: Located, depth = 0): TypeName[] | undefined {
  if (depth > 50) return undefined
  const { value } = schema
  const inner = (member: Located) => allowedTypes(document, member, depth + 1)
  const members = (keyword: string) => membersOf(schema, keyword).map(([, member]) => inner(member))
  const target = targetOf(document, schema)
  const all = [
    namedTypes(schema),
    typesOfValues(value.const === undefined ? value.enum : [value.const]),
    target && inner(target),
    ...members('allOf'),
    union(members('anyOf')),
    union(members('oneOf')),
  ].filter(types => types !== undefined)
  return all.length === 0 ? undefined : all.reduce(intersection)
}

function typesOfValues(values: Json | undefined): TypeName[] | undefined {
  return Array.isArray(values) && values.length > 0 ? withoutRepetition(values.map(typeOfValue)) : undefined
}

function typeOfValue(value: Json): TypeName {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return isObject(value) ? 'object' : (typeof value as 'string' | 'boolean')
}

/** Without duplicates, and without `integer` beside `number`, which includes it. */
const withoutRepetition = (types: TypeName[]): TypeName[] =>
  [...new Set(types)].filter(type => type !== 'integer' || !types.includes('number'))

function union(members: (TypeName[] | undefined)[]): TypeName[] | undefined {
  const types = members.filter(types => types !== undefined)
  return members.length === 0 || types.length < members.length ? undefined : withoutRepetition(types.flat())
}

const intersection = (left: TypeName[], right: TypeName[]): TypeName[] =>
  withoutRepetition([...left.filter(type => allows(right, type)), ...right.filter(type => allows(left, type))])

const allows = (types: TypeName[], type: TypeName) =>
  types.includes(type) || (type === 'integer' && types.includes('number'))

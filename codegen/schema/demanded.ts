import { into, isObject, type Json, type Located, nextOf, type OpenApiDocument } from '../../openapi/document.ts'
import { type TypeName, typesOf } from './vocabulary.ts'

/**
 * The types that all of a schema together lets pass: its own type or its constants, what it refers to and what it is composed of.
 * Undefined when values of every type may pass; empty when none may.
 */
export function demandedTypes(document: OpenApiDocument, schema: Located, depth = 0): TypeName[] | undefined {
  if (depth > 50) return undefined
  const { value, pointer } = schema
  const inner = (member: Json, ...keys: (string | number)[]): TypeName[] | undefined => {
    if (member === false) return []
    return isObject(member)
      ? demandedTypes(document, { value: member, pointer: into(pointer, ...keys) }, depth + 1)
      : undefined
  }
  const list = (keyword: string) => (Array.isArray(value[keyword]) ? (value[keyword] as Json[]) : [])
  const demands = [
    typesOf(document, schema),
    constantTypes(value.const === undefined ? list('enum') : [value.const]),
    value.$ref === undefined ? undefined : demandedTypes(document, nextOf(document, schema), depth + 1),
    ...list('allOf').map((member, index) => inner(member, 'allOf', index)),
    ...['anyOf', 'oneOf'].map(keyword => either(list(keyword).map((member, index) => inner(member, keyword, index)))),
  ].filter(types => types !== undefined)
  return demands.length === 0 ? undefined : demands.reduce(common)
}

function constantTypes(constants: Json[]): TypeName[] | undefined {
  const types = constants.map((constant): TypeName => {
    if (constant === null) return 'null'
    if (Array.isArray(constant)) return 'array'
    if (typeof constant === 'number') return Number.isInteger(constant) ? 'integer' : 'number'
    return typeof constant as 'string' | 'boolean' | 'object'
  })
  return types.length === 0 ? undefined : plain(types)
}

/** Each once; integers are numbers. */
const plain = (types: TypeName[]): TypeName[] =>
  [...new Set(types)].filter(type => type !== 'integer' || !types.includes('number'))

function either(members: (TypeName[] | undefined)[]): TypeName[] | undefined {
  const types = members.filter(types => types !== undefined)
  return members.length === 0 || types.length < members.length ? undefined : plain(types.flat())
}

const common = (left: TypeName[], right: TypeName[]): TypeName[] =>
  plain([...left.filter(type => allows(right, type)), ...right.filter(type => allows(left, type))])

const allows = (types: TypeName[], type: TypeName) =>
  types.includes(type) || (type === 'integer' && types.includes('number'))

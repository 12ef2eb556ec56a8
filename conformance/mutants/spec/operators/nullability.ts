import { isObject, type JsonObject, type OpenApiDocument } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { resolve } from '../../../../openapi/references.ts'
import { isJson, isPart } from '../schema-sites.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

const NULL = 'null'

/** Makes nullable what was not, and vice versa. One part of a composed schema cannot add null alone. */
export const nullability = onSchemas('nullability', (site, document) => {
  const { value: schema, pointer } = site
  if (!isJson(site)) return []
  return [...ofTypes(schema, isPart(site)), ...ofAlternatives(document, schema, pointer)]
})

function ofTypes(schema: JsonObject, isPartial: boolean): Rewrite[] {
  const types = [schema.type].flat().filter(type => typeof type === 'string')
  const members = Array.isArray(schema.enum) ? schema.enum : undefined
  if (types.length === 0 || (types.length === 1 && types[0] === NULL)) return []
  if (types.includes(NULL)) {
    const rest = types.filter(type => type !== NULL)
    const value = {
      ...schema,
      type: rest.length === 1 ? (rest[0] as string) : rest,
      ...(members && { enum: members.filter(member => member !== null) }),
    }
    return [{ value, change: 'null dropped', at: ['type'] }]
  }
  if (isPartial || schema.const !== undefined) return []
  const value = { ...schema, type: [...types, NULL], ...(members && { enum: [...members, null] }) }
  return [{ value, change: 'null added', at: ['type'] }]
}

function ofAlternatives(document: OpenApiDocument, schema: JsonObject, pointer: string): Rewrite[] {
  return ['anyOf', 'oneOf'].flatMap((keyword): Rewrite[] => {
    const list = schema[keyword]
    if (!Array.isArray(list)) return []
    const rest = list.filter(member => !(isObject(member) && member.type === NULL))
    if (rest.length === 0) return []
    if (rest.length < list.length)
      return [{ value: { ...schema, [keyword]: rest }, change: 'null dropped', at: [keyword] }]
    const admitsNull = list.some((member, index) => {
      if (!isObject(member)) return true
      const { type } = resolve(document, { value: member, pointer: into(pointer, keyword, index) }).value
      return type === undefined || [type].flat().includes(NULL)
    })
    if (admitsNull) return []
    return [{ value: { ...schema, [keyword]: [...list, { type: NULL }] }, change: 'null added', at: [keyword] }]
  })
}

import { isObject, type Json, type JsonObject } from '../../../openapi/document.ts'
import { follow } from '../../../openapi/pointer.ts'

type Visit = (object: JsonObject, keys: readonly string[]) => Json

/** A copy in which `visit` replaced each object, innermost first. Values that only look like schemas are left alone. */
function rewritten(value: Json, visit: Visit, keys: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map((item, index) => rewritten(item, visit, [...keys, String(index)]))
  if (!isObject(value)) return value
  const parts = Object.entries(value).map(([key, part]) => {
    const isValue = ['example', 'examples', 'default', 'enum', 'const', 'mapping', 'x-input', 'security'].includes(key)
    const isMap = keys.at(-1) === 'properties' || keys.at(-1) === 'responses'
    return [key, isValue && !isMap ? part : rewritten(part, visit, [...keys, key])] as const
  })
  return visit(Object.fromEntries(parts), keys)
}

/** Whether the keys lead to a schema rather than to a map of schemas. */
function isSchema(keys: readonly string[]): boolean {
  const [above, last] = keys.slice(-2)
  if (/^(schema|items|additionalProperties|not)$/.test(last ?? '')) return above !== 'properties'
  if (above === 'schemas') return keys.length === 3
  return above === 'properties' || /^(allOf|oneOf|anyOf)$/.test(above ?? '')
}

const onSchemas =
  (visit: (schema: JsonObject) => JsonObject): ((root: JsonObject) => JsonObject) =>
  root =>
    rewritten(root, (object, keys) => (isSchema(keys) ? visit(object) : object)) as JsonObject

const reversed = (object: JsonObject) => Object.fromEntries(Object.entries(object).reverse())

/** Ways to rewrite a document without changing its meaning. */
export const rewrites: Record<string, (root: JsonObject) => JsonObject> = {
  'keys in reverse order': root => rewritten(root, reversed) as JsonObject,

  'every reference but those of alternatives written out once': root =>
    rewritten(root, (object, keys) => {
      const isNamed = /^(oneOf|anyOf)$/.test(keys.at(-2) ?? '')
      if (isNamed || typeof object.$ref !== 'string' || keys[0] === 'components') return object
      const { $ref, ...beside } = object
      return { ...(follow(root, $ref as string) as JsonObject), ...beside }
    }) as JsonObject,

  'every component under another name': root => {
    const rename = (ref: string) => ref.replace(/^(#\/components\/\w+\/)/, '$1Renamed')
    const renamed = rewritten(root, (object, keys) => {
      if (keys.length === 2 && keys[0] === 'components' && keys[1] !== 'securitySchemes')
        return Object.fromEntries(Object.entries(object).map(([name, value]) => [`Renamed${name}`, value]))
      if (typeof object.$ref === 'string') return { ...object, $ref: rename(object.$ref) }
      if (!isObject(object.mapping)) return object
      const mapping = Object.entries(object.mapping).map(([tag, ref]) => [tag, rename(String(ref))])
      return { ...object, mapping: Object.fromEntries(mapping) }
    })
    return renamed as JsonObject
  },

  'every schema within allOf': onSchemas(schema => ({ allOf: [schema] })),

  'every reference behind another': root => {
    const aliases: JsonObject = {}
    const aliased = rewritten(root, (object, keys) => {
      if (typeof object.$ref !== 'string' || !object.$ref.startsWith('#/components/schemas/') || !isSchema(keys))
        return object
      const name = `Alias${object.$ref.split('/').at(-1)}`
      aliases[name] = { $ref: object.$ref }
      return { ...object, $ref: `#/components/schemas/${name}` }
    }) as { components: { schemas: JsonObject } }
    Object.assign(aliased.components.schemas, aliases)
    return aliased as unknown as JsonObject
  },

  'const as enum': onSchemas(({ const: value, ...schema }) =>
    value === undefined ? schema : { ...schema, enum: [value] },
  ),

  'null as an alternative': onSchemas(schema => {
    const { type, enum: values, description, default: usual, ...rest } = schema
    if (!Array.isArray(type) || !type.includes('null') || type.length !== 2) return schema
    const own: JsonObject = { ...rest, type: type.find(each => each !== 'null') as string }
    if (Array.isArray(values)) own.enum = values.filter(each => each !== null)
    const beside = {
      ...(description === undefined ? {} : { description }),
      ...(usual === undefined ? {} : { default: usual }),
    }
    return { ...beside, anyOf: [{ type: 'null' }, own] }
  }),

  'security in every operation': root =>
    rewritten(root, (object, keys) => {
      const isOperation = keys[0] === 'paths' && keys.length === 3 && isObject(object.responses)
      return isOperation && object.security === undefined ? { ...object, security: root.security ?? [] } : object
    }) as JsonObject,

  'parameters of the only operation in its path item': root =>
    rewritten(root, (item, keys) => {
      const operations = Object.entries(item).filter(([, value]) => isObject(value) && value.responses !== undefined)
      const [[method, operation] = []] = operations as [string, JsonObject][]
      if (keys[0] !== 'paths' || keys.length !== 2 || operations.length !== 1 || !method || !operation) return item
      const { parameters, ...rest } = operation
      const all = [...((item.parameters as Json[]) ?? []), ...((parameters as Json[]) ?? [])]
      return { ...item, parameters: all, [method]: rest }
    }) as JsonObject,
}

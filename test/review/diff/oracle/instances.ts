import { isObject, type Json, type JsonObject } from '../../../../openapi/document.ts'
import { isExtensible } from '../../../../openapi/extensible-enums.ts'
import { keywordOf } from '../../../../openapi/vocabulary.ts'
import type { Random } from './random.ts'
import { COMPONENTS, NAMES } from './schemas.ts'

const TEXTS = ['', 'a', 'b', 'ab', 'abc', 'ba', 'xyz', 'abcab', 'added']
const FORMATTED = ['2026-01-31', '123e4567-e89b-12d3-a456-426614174000', 'a@b.c', 'https://a.b/c', '/c?d']

/** Values that are near to what these schemas allow. */
export function instancesOf(random: Random, schemas: readonly JsonObject[], count: number): Json[] {
  const plain = [...new Set(schemas.flatMap(constantsIn))]
  const make = () => {
    const value = sample(random, random.pick(schemas), plain, 4)
    return random.chance(0.5) ? value : varied(random, value, plain)
  }
  return Array.from({ length: count }, make)
}

/** Plain values that the schemas mention, and their neighbours. */
function constantsIn(value: Json): Json[] {
  if (typeof value === 'number') return [value, value + 1, value - 1, value + 0.5]
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return [value]
  return Object.values(value).flatMap(constantsIn)
}

/** A value that probably matches a schema. */
function sample(random: Random, schema: JsonObject, plain: readonly Json[], depth: number): Json {
  if (depth < 0) return null
  const inner = (part: Json) => sample(random, part as JsonObject, plain, depth)
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return random.pick(isExtensible(schema) && random.chance(0.5) ? TEXTS : schema.enum)
  if (typeof schema.$ref === 'string') return inner(COMPONENTS[schema.$ref.split('/').at(-1) as string] as Json)
  const { allOf, anyOf, oneOf, ...own } = schema
  const alternatives = [anyOf, oneOf].flatMap(list => (Array.isArray(list) ? [random.pick(list)] : []))
  const parts = [...((allOf as Json[]) ?? []), ...alternatives]
  const hasOwn = Object.keys(own).some(key => keywordOf(key)?.role !== 'annotation')
  if (parts.length === 0) return ofType(random, own, plain, depth)
  const values = [...parts.map(inner), ...(hasOwn ? [ofType(random, own, plain, depth)] : [])]
  return values.every(isObject) ? Object.assign({}, ...values) : random.pick(values)
}

function typeOf(random: Random, schema: JsonObject): string {
  if (schema.type !== undefined) return String(random.pick([schema.type].flat()))
  const implied = Object.keys(schema).flatMap(key => keywordOf(key)?.appliesTo ?? [])
  return random.chance(0.8) && implied.length > 0
    ? random.pick(implied)
    : random.pick(['string', 'number', 'object', 'array', 'null', 'boolean'])
}

function ofType(random: Random, schema: JsonObject, plain: readonly Json[], depth: number): Json {
  const inner = (part: Json | undefined) => sample(random, isObject(part) ? part : {}, plain, depth - 1)
  const numbers = plain.filter(each => typeof each === 'number')
  switch (typeOf(random, schema)) {
    case 'null':
      return null
    case 'boolean':
      return random.chance(0.5)
    case 'integer':
      return Math.round(random.pick([0, 1, 2, 3, 4, 6, 12, ...numbers]))
    case 'number':
      return random.pick([0, 1, 2.5, 3, 6, ...numbers])
    case 'array': {
      const [least, most] = [Number(schema.minItems ?? 0), Number(schema.maxItems ?? 3)]
      const size = Math.max(0, least + random.below(Math.max(1, most - least + 1)))
      return Array.from({ length: Math.min(size, 5) }, () => inner(schema.items))
    }
    case 'object': {
      const properties = Object(schema.properties) as JsonObject
      const required = (schema.required as string[]) ?? []
      const names = [...NAMES, 'other'].filter(
        name => required.includes(name) || random.chance(name in properties ? 0.6 : 0.2),
      )
      return Object.fromEntries(names.map(name => [name, inner(properties[name] ?? schema.additionalProperties)]))
    }
    default:
      return random.pick([...TEXTS, ...FORMATTED, ...plain.filter(each => typeof each === 'string')])
  }
}

/** The value with one part changed. */
function varied(random: Random, value: Json, plain: readonly Json[]): Json {
  const other = () => random.pick<Json>(['a', 1, null, {}, [], true, 2.5, ...plain])
  if (Array.isArray(value)) {
    const change = random.below(4)
    if (change === 0) return [...value, value.length > 0 ? random.pick(value) : other()]
    if (change === 1) return value.slice(1)
    return value.length > 0
      ? value.with(random.below(value.length), varied(random, random.pick(value), plain))
      : [other()]
  }
  if (!isObject(value)) return other()
  const name = random.pick(NAMES)
  const { [name]: part, ...rest } = value
  if (part === undefined) return { ...value, [name]: other() }
  return random.chance(0.4) ? rest : { ...value, [name]: varied(random, part, plain) }
}

import { formats, integerBounds } from '../../../openapi/formats.ts'
import { isObject, type Json, type JsonObject } from '../../../openapi/json.ts'
import { targetOf } from '../../../openapi/references.ts'
import { canonical } from '../text.ts'
import { includesKind, isOpenEnum, type Kind, type ValueSchema } from './condition.ts'
import { isMultiple } from './multiples.ts'

export function kindOf(value: Json): Kind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  return typeof value === 'object' ? 'object' : (typeof value as 'boolean' | 'string')
}

/**
 * Whether a value is valid against a schema.
 * @param above the pointers of the schemas that led here without going into the value, so that circular references end
 */
export function accepts(schema: ValueSchema, value: Json, above: ReadonlySet<string> = new Set()): boolean {
  if (schema.exemptTypes && includesKind(schema.exemptTypes, kindOf(value))) return true
  if (above.has(schema.pointer)) return true
  const inside = new Set([...above, schema.pointer])
  const same = (part: ValueSchema) => accepts(part, value, inside)
  const target = targetOf(schema.contract, schema)
  if (target && !same({ ...schema, ...target, exemptTypes: undefined })) return false
  return Object.entries(schema.value).every(([keyword, limit]) => {
    const parts = () => partsOf(schema, keyword)
    if (keyword === 'allOf') return parts().every(same)
    if (keyword === 'anyOf') return parts().some(same)
    if (keyword === 'oneOf') return parts().filter(same).length === 1
    return meets(schema, keyword, limit, value)
  })
}

/** The schemas in the list of a keyword such as `allOf`. */
export const partsOf = (schema: ValueSchema, keyword: string): ValueSchema[] =>
  ((schema.value[keyword] ?? []) as JsonObject[]).map((value, index) => below(schema, value, keyword, index))

/** The schema at these keys of another schema. */
export const below = (
  { role, contract, pointer, opensEnums }: ValueSchema,
  value: JsonObject,
  ...keys: (string | number)[]
): ValueSchema => ({ role, contract, value, pointer: [pointer, ...keys].join('/'), opensEnums })

type Meets = (limit: never, value: never, schema: ValueSchema) => boolean

const length = (text: string) => [...text].length
const size = (object: JsonObject) => Object.keys(object).length
const isSame = (one: Json, other: Json) => canonical(one) === canonical(other)

const OF_ALL: Record<string, Meets> = {
  type: (types: string | string[], value: Json) => includesKind([types].flat(), kindOf(value)),
  enum: (list: Json[], value: Json, schema) =>
    (typeof value === 'string' && isOpenEnum(schema)) || list.some(each => isSame(each, value)),
  const: (only: Json, value: Json) => isSame(only, value),
}

const OF_NUMBERS: Record<string, Meets> = {
  minimum: (limit: number, value: number) => value >= limit,
  exclusiveMinimum: (limit: number, value: number) => value > limit,
  maximum: (limit: number, value: number) => value <= limit,
  exclusiveMaximum: (limit: number, value: number) => value < limit,
  multipleOf: (limit: number, value: number) => isMultiple(value, limit),
  format: (format: string, value: number) => {
    const bounds = integerBounds[format]
    if (bounds === undefined) return true
    return Number.isInteger(value) && (format === 'int64' || (value >= bounds[0] && value <= bounds[1]))
  },
}

const OF_STRINGS: Record<string, Meets> = {
  minLength: (limit: number, value: string) => length(value) >= limit,
  maxLength: (limit: number, value: string) => length(value) <= limit,
  pattern: (pattern: string, value: string) => new RegExp(pattern, 'u').test(value),
  format: (format: string, value: string) =>
    Object.hasOwn(formats, format) ? formats[format as keyof typeof formats](value) : true,
}

const OF_ARRAYS: Record<string, Meets> = {
  minItems: (limit: number, value: Json[]) => value.length >= limit,
  maxItems: (limit: number, value: Json[]) => value.length <= limit,
  uniqueItems: (isUnique: boolean, value: Json[]) => !isUnique || new Set(value.map(canonical)).size === value.length,
  items: (items: JsonObject, value: Json[], schema) =>
    value.every(item => accepts(below(schema, items, 'items'), item)),
}

const OF_OBJECTS: Record<string, Meets> = {
  minProperties: (limit: number, value: JsonObject) => size(value) >= limit,
  maxProperties: (limit: number, value: JsonObject) => size(value) <= limit,
  required: (names: string[], value: JsonObject) => names.every(name => Object.hasOwn(value, name)),
  properties: (properties: Record<string, JsonObject>, value: JsonObject, schema) =>
    Object.entries(properties).every(
      ([name, property]) =>
        !Object.hasOwn(value, name) || accepts(below(schema, property, 'properties', name), value[name] as Json),
    ),
  additionalProperties: (additional: JsonObject | boolean, value: JsonObject, schema) =>
    Object.entries(value).every(([name, part]) => {
      if (additional === true || Object.hasOwn(Object(schema.value.properties), name)) return true
      return isObject(additional) && accepts(below(schema, additional, 'additionalProperties'), part)
    }),
}

const BY_KIND: Readonly<Record<Kind, Record<string, Meets>>> = {
  null: {},
  boolean: {},
  integer: OF_NUMBERS,
  fraction: OF_NUMBERS,
  string: OF_STRINGS,
  array: OF_ARRAYS,
  object: OF_OBJECTS,
}

/** Whether a value is valid against one keyword. It always is if the keyword is an annotation or applies to other types of values. */
function meets(schema: ValueSchema, keyword: string, limit: Json, value: Json): boolean {
  const check = OF_ALL[keyword] ?? BY_KIND[kindOf(value)][keyword]
  return check === undefined || check(limit as never, value as never, schema)
}

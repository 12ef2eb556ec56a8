import type { Json, JsonObject } from '../../../../openapi/document.ts'
import { placesIn } from './edits.ts'
import type { Random } from './random.ts'
import { randomSchema } from './schemas.ts'

type Edit = (random: Random, schema: JsonObject) => JsonObject | undefined

/** The schema written differently somewhere. Undefined if this way to write it does not fit. */
export const rewritten = (random: Random, schema: JsonObject): JsonObject | undefined => {
  const place = random.pick(placesIn(schema))
  const changed = random.pick(REWRITES)(random, place.schema)
  return changed && place.replace(() => changed)
}

/** A schema that also allows other values. Undefined if this way to widen it does not fit. */
export const widened = (random: Random, schema: JsonObject): JsonObject | undefined => {
  // Inside oneOf a wider alternative may overlap another one.
  const place = random.pick(placesIn(schema, key => key !== 'oneOf'))
  const changed = random.pick(WIDENINGS)(random, place.schema)
  return changed && place.replace(() => changed)
}

const listOf = (value: Json | undefined): Json[] => (value === undefined ? [] : ([value].flat() as Json[]))

const REWRITES: readonly Edit[] = [
  (_, schema) => ({ allOf: [schema] }),
  (_, schema) => ({ anyOf: [schema] }),
  (_, schema) => ({ oneOf: [schema] }),
  (_, schema) => ({ anyOf: [schema, schema] }),
  (random, schema) => ({ anyOf: [schema, { allOf: [schema, randomSchema(random, 1)] }] }),
  (_, schema) => ({ allOf: [schema, schema] }),
  (_, schema) => ({ allOf: [schema, {}] }),
  // Half of the keywords in a schema of their own. additionalProperties depends on properties.
  (random, schema) => {
    const keys = Object.keys(schema).filter(key => !['properties', 'additionalProperties'].includes(key))
    const moved = keys.filter(() => random.chance(0.5))
    const [own, other] = [moved, Object.keys(schema).filter(key => !moved.includes(key))].map(list =>
      Object.fromEntries(list.map(key => [key, schema[key] as Json])),
    )
    return { allOf: [own as JsonObject, other as JsonObject] }
  },
  (_, { const: value, ...schema }) => (value === undefined ? undefined : { ...schema, enum: [value] }),
  (_, { enum: values, ...schema }) =>
    values === undefined || 'anyOf' in schema
      ? undefined
      : { ...schema, anyOf: (values as Json[]).map(each => ({ const: each })) },
  (_, { enum: values, ...schema }) =>
    values === undefined ? undefined : { ...schema, enum: listOf(values).reverse() },
  (_, schema) => (Array.isArray(schema.anyOf) ? { ...schema, anyOf: [...schema.anyOf].reverse() } : undefined),
  (_, schema) => (Array.isArray(schema.oneOf) ? { ...schema, oneOf: [...schema.oneOf].reverse() } : undefined),
  (_, schema) => {
    const types = listOf(schema.type)
    const { type: _type, ...rest } = schema
    return types.length < 2 || 'anyOf' in rest || types.includes('number')
      ? undefined
      : { ...rest, anyOf: types.map(type => ({ type })) }
  },
  (_, { minimum, ...schema }) =>
    minimum === undefined || schema.type !== 'integer' || 'exclusiveMinimum' in schema
      ? undefined
      : { ...schema, exclusiveMinimum: Number(minimum) - 1 },
  (_, { exclusiveMaximum, ...schema }) =>
    exclusiveMaximum === undefined || schema.type !== 'integer' || 'maximum' in schema
      ? undefined
      : { ...schema, maximum: Number(exclusiveMaximum) - 1 },
  (_, schema) => (listOf(schema.type).includes('array') ? { uniqueItems: false, ...schema } : undefined),
  (_, schema) => (listOf(schema.type).includes('array') ? { minItems: 0, ...schema } : undefined),
  (_, schema) => (listOf(schema.type).includes('string') ? { minLength: 0, ...schema } : undefined),
  (_, schema) => (listOf(schema.type).includes('object') ? { additionalProperties: true, ...schema } : undefined),
]

const without =
  (key: string): Edit =>
  (_, { [key]: limit, ...schema }) =>
    // A property that is no longer mentioned is a change of its own.
    limit === undefined || JSON.stringify(limit).includes('"properties"') ? undefined : schema

const moved =
  (key: string, by: number): Edit =>
  (_, schema) =>
    schema[key] === undefined ? undefined : { ...schema, [key]: Math.max(0, Number(schema[key]) + by) }

const WIDENINGS: readonly Edit[] = [
  ...[
    'minimum',
    'exclusiveMaximum',
    'minLength',
    'maxItems',
    'minProperties',
    'pattern',
    'format',
    'enum',
    'const',
  ].map(without),
  ...['type', 'required', 'uniqueItems', 'multipleOf', 'anyOf', 'allOf'].map(without),
  ...['minimum', 'minLength', 'minItems', 'minProperties'].map(key => moved(key, -1)),
  ...['maximum', 'maxLength', 'maxItems', 'maxProperties'].map(key => moved(key, 1)),
  (random, schema) => ({ anyOf: [schema, randomSchema(random, 1)] }),
  (random, schema) =>
    Array.isArray(schema.anyOf) ? { ...schema, anyOf: [...schema.anyOf, randomSchema(random, 1)] } : undefined,
  (_, { oneOf, ...schema }) => (oneOf === undefined || 'anyOf' in schema ? undefined : { ...schema, anyOf: oneOf }),
  (_, schema) => (Array.isArray(schema.enum) ? { ...schema, enum: [...schema.enum, 'added'] } : undefined),
  (_, schema) => (schema.type === 'integer' ? { ...schema, type: 'number' } : undefined),
  (_, schema) =>
    schema.type === undefined ? undefined : { ...schema, type: [...new Set(listOf(schema.type).concat('null'))] },
  (_, schema) => (schema.additionalProperties === false ? { ...schema, additionalProperties: true } : undefined),
]

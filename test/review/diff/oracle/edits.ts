import { isObject, type Json, type JsonObject } from '../../../../openapi/document.ts'
import { keywordOf } from '../../../../openapi/vocabulary.ts'
import type { Random } from './random.ts'
import { keywordFor, randomSchema, TYPES } from './schemas.ts'

type Change = (schema: JsonObject) => JsonObject

interface Place {
  schema: JsonObject
  /** The whole schema with this one changed. */
  replace: (change: Change) => JsonObject
}

/** Every schema in a schema. @param isWanted whether to look under a keyword */
export function placesIn(schema: JsonObject, isWanted: (key: string) => boolean = () => true): Place[] {
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    (isWanted(key) ? partsOf(key, value) : []).flatMap(({ part, put }) =>
      placesIn(part, isWanted).map(place => ({
        schema: place.schema,
        replace: (change: Change) => ({ ...schema, [key]: put(place.replace(change)) }),
      })),
    ),
  )
  return [{ schema, replace: change => change(schema) }, ...inner]
}

function partsOf(key: string, value: Json): { part: JsonObject; put: (part: JsonObject) => Json }[] {
  if (keywordOf(key)?.role !== 'applicator') return []
  if (Array.isArray(value))
    return value.map((part, index) => ({ part: part as JsonObject, put: changed => value.with(index, changed) }))
  if (!isObject(value)) return []
  if (key !== 'properties') return [{ part: value, put: changed => changed }]
  return Object.entries(value).map(([name, part]) => ({
    part: part as JsonObject,
    put: changed => ({ ...value, [name]: changed }),
  }))
}

/** The schema with one change somewhere, which may mean anything. */
export const edited = (random: Random, schema: JsonObject): JsonObject =>
  random.pick(placesIn(schema)).replace(place => random.pick(EDITS)(random, place))

type Edit = (random: Random, schema: JsonObject) => JsonObject

const isUnion = (key: string) => key === 'oneOf' || key === 'anyOf'

const typeOf = (random: Random, { type }: JsonObject): string =>
  type === undefined ? random.pick(TYPES) : String(random.pick([type].flat()))

const withoutKey = (schema: JsonObject, key: string | undefined): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key))

/** Changes the list under some key; a schema without such a list stays as it is. */
function onList(schema: JsonObject, isWanted: (key: string) => boolean, change: (list: Json[]) => Json[]): JsonObject {
  const key = Object.keys(schema).find(isWanted)
  const list = key === undefined ? undefined : schema[key]
  if (key === undefined || !Array.isArray(list)) return schema
  const changed = change(list)
  return changed.length === 0 ? schema : { ...schema, [key]: changed }
}

const EDITS: readonly Edit[] = [
  (random, schema) => ({ ...schema, ...keywordFor(random, typeOf(random, schema), 1) }),
  (random, schema) => ({ ...schema, ...keywordFor(random, typeOf(random, schema), 1) }),
  (random, schema) => withoutKey(schema, random.pick(Object.keys(schema))),
  random => randomSchema(random, 1),
  (random, schema) => ({ ...schema, allOf: [...((schema.allOf as Json[]) ?? []), randomSchema(random, 1)] }),
  (random, schema) => ({ [random.pick(['oneOf', 'anyOf'])]: [schema, randomSchema(random, 1)] }),
  (random, schema) => onList(schema, isUnion, list => [...list, randomSchema(random, 1)]),
  (random, schema) => onList(schema, isUnion, list => list.toSpliced(random.below(list.length), 1)),
  (random, schema) => onList(schema, isUnion, list => list.with(random.below(list.length), randomSchema(random, 1))),
  (_, { oneOf, anyOf, ...schema }) => ({ ...schema, ...(oneOf && { anyOf: oneOf }), ...(anyOf && { oneOf: anyOf }) }),
  (random, schema) => ({ ...schema, type: random.pick(TYPES) }),
  (_, { type, ...schema }) => (type === undefined ? schema : { ...schema, type: [...new Set([type, 'null'].flat())] }),
  (random, schema) =>
    onList(
      schema,
      key => key === 'enum',
      list => list.toSpliced(random.below(list.length), 1),
    ),
  (_, schema) =>
    onList(
      schema,
      key => key === 'enum',
      list => [...list, 'added'],
    ),
  (_, { 'x-extensible': isExtensible, ...schema }) =>
    schema.enum === undefined || isExtensible ? schema : { ...schema, 'x-extensible': true },
  (random, schema) =>
    onList(
      schema,
      key => key === 'required',
      list => list.toSpliced(random.below(list.length), 1),
    ),
]

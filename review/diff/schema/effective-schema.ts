import type { Json, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { isExtensible } from '../../../openapi/extensible-enums.ts'
import { into } from '../../../openapi/pointer.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import { canonical } from '../text.ts'
import type { AlternativeGroup } from './alternative-groups.ts'
import { keyOf, type Member, type Members, membersOf, type SchemaSource } from './members.ts'

/** A keyword as one member has it. */
export interface Occurrence {
  value: Json
  /** Of the keyword. */
  pointer: string
}

/** What a value must match in one place: one schema, or several at once. */
export interface EffectiveSchema extends Pick<Members, 'comparedObjects' | 'comparedValues'> {
  contract: OpenApiDocument
  key: string
  sources: readonly SchemaSource[]
  /** Of the outermost schema; undefined without a schema, when every value is valid. */
  pointer: string | undefined
  members: Member[]
  /** Without null; `number` includes `integer`. */
  types: ReadonlySet<string>
  /** Whether it states its types, by `type` or by listing its values. */
  isTyped: boolean
  isNullable: boolean
  /** The only valid values by their canonical text, without null; undefined if they are not listed. */
  values: ReadonlyMap<string, Json> | undefined
  /** Whether the values are listed, and every list is extensible. */
  isExtensible: boolean
  groups: AlternativeGroup[]
  /** A keyword in all members that allow the type of value it applies to, outermost first. */
  occurrences(keyword: string): Occurrence[]
}

const ALL = ['null', 'boolean', 'object', 'array', 'number', 'string']

const cache = new WeakMap<OpenApiDocument, Map<string, EffectiveSchema>>()

const ids = new WeakMap<object, number>()
let lastId = 0

/** Distinguishes objects with the same pointer: a schema, and the same schema without its alternatives. */
function idOf(value: object): number {
  const id = ids.get(value) ?? ++lastId
  ids.set(value, id)
  return id
}

const sourceKey = ({ pointer, value, exemptTypes }: SchemaSource) =>
  `${pointer} ${idOf(value)} ${[...(exemptTypes ?? [])]}`

/** The same for the same schemas in the same places. */
export const sourcesKey = (sources: readonly SchemaSource[]): string => sources.map(sourceKey).join('+')

/** @param sources empty where there is no schema: every value is valid there */
export function effectiveSchema(contract: OpenApiDocument, sources: readonly SchemaSource[]): EffectiveSchema {
  const known = cache.get(contract) ?? new Map<string, EffectiveSchema>()
  cache.set(contract, known)
  const key = sourcesKey(sources)
  const schema = known.get(key) ?? createSchema(contract, sources)
  known.set(key, schema)
  return schema
}

function createSchema(contract: OpenApiDocument, sources: readonly SchemaSource[]): EffectiveSchema {
  const { list: members, ...compared } = membersOf(contract, sources)
  const groups = members.flatMap(member => member.groups)
  const types = members.map(typesOf).reduce(commonTypes, new Set(ALL))
  const values = members.map(valuesOf).reduce(commonValues, undefined)
  const valid = values && new Map([...values].filter(([, value]) => types.has(typeOf(value)) || covers(types, value)))
  const lists = members.filter(({ value }) => (value.enum ?? value.const) !== undefined)
  const isTyped = members.some(({ value }) => (value.type ?? value.enum ?? value.const) !== undefined)
  // A list of values states their types too.
  const stated = valid && !members.some(({ value }) => value.type !== undefined) ? typesIn(valid) : types
  return {
    contract,
    sources,
    key: members.map(keyOf).sort().join('+'),
    pointer: sources[0]?.pointer,
    members,
    ...compared,
    types: new Set([...stated].filter(type => type !== 'null')),
    isTyped,
    isNullable: types.has('null') && (valid?.has('null') ?? true) && groups.every(group => group.isNullable || isTyped),
    values: valid && new Map([...valid].filter(([text]) => text !== 'null')),
    isExtensible: lists.length > 0 && lists.every(({ value }) => isExtensible(value)),
    groups,
    occurrences: keyword =>
      members.flatMap(member => {
        const value = member.value[keyword]
        if (value === undefined || !allowsType(member, keywordOf(keyword)?.appliesTo)) return []
        return [{ value, pointer: into(member.pointer, keyword) }]
      }),
  }
}

function typesOf({ value, exemptTypes }: Member): Set<string> {
  return new Set(value.type === undefined ? ALL : [...[value.type].flat().map(String), ...exemptTypes])
}

/** `integer` and `number` have `integer` in common. */
function commonTypes(one: Set<string>, other: Set<string>): Set<string> {
  const found = [...one].filter(type => other.has(type) || (type === 'integer' && other.has('number')))
  if (one.has('number') && other.has('integer') && !other.has('number')) found.push('integer')
  return new Set(found)
}

function allowsType({ value }: Located, type: string | undefined): boolean {
  if (type === undefined || value.type === undefined) return true
  const types = [value.type].flat()
  return types.includes(type) || (type === 'number' && types.includes('integer'))
}

function valuesOf({ value, exemptTypes }: Member): Map<string, Json> | undefined {
  const list = value.const === undefined ? (value.enum as Json[] | undefined) : [value.const]
  if (list === undefined) return undefined
  return new Map((exemptTypes.has('null') ? [...list, null] : list).map(each => [canonical(each), each]))
}

const commonValues = (one: Map<string, Json> | undefined, other: Map<string, Json> | undefined) =>
  one && other ? new Map([...one].filter(([text]) => other.has(text))) : (one ?? other)

const typesIn = (values: ReadonlyMap<string, Json>) => new Set([...values.values()].map(typeOf))

function typeOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

const covers = (types: ReadonlySet<string>, value: Json) => types.has('integer') && Number.isInteger(value)

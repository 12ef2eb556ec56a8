import { into, type Json } from '../../../openapi/document.ts'
import type { Contract } from '../read.ts'
import { canonical } from '../text.ts'
import type { Group } from './groups.ts'
import { keyOf, type Member, membersOf, type Start } from './members.ts'
import { typeOfKeyword } from './vocabulary.ts'

/** One keyword as one member has it. */
export interface Said {
  value: Json
  /** Of the keyword. */
  pointer: string
  member: Member
}

/** What a value must fit to be right here: one schema, or several at once. */
export interface View {
  contract: Contract
  key: string
  schemas: readonly Start[]
  /** Of the outermost schema; undefined where there is none, so that everything is right. */
  pointer: string | undefined
  members: Member[]
  read: object[]
  whole: Json[]
  /** Without null; `number` covers `integer`. */
  types: ReadonlySet<string>
  /** Whether it says its types, by `type` or by listing its values. */
  isTyped: boolean
  isNullable: boolean
  /** The only values, by their canonical text, null left out; undefined where they are not listed. */
  values: ReadonlyMap<string, Json> | undefined
  groups: Group[]
  /** A keyword of all members whose type of values can occur. */
  said(keyword: string): Said[]
}

const ALL = ['null', 'boolean', 'object', 'array', 'number', 'string']

const views = new WeakMap<Contract, Map<string, View>>()

const ids = new WeakMap<object, number>()
let lastId = 0

/** Tells objects apart that stand in one place: a schema, and what is left of it without its alternatives. */
function idOf(value: object): number {
  const id = ids.get(value) ?? ++lastId
  ids.set(value, id)
  return id
}

/** @param schemas none for what no schema speaks of: everything is right there */
export function viewOf(contract: Contract, schemas: readonly Start[]): View {
  const known = views.get(contract) ?? new Map<string, View>()
  views.set(contract, known)
  const from = schemas.map(schema => `${schema.pointer} ${idOf(schema.value)} ${[...(schema.also ?? [])]}`).join('+')
  const view = known.get(from) ?? createView(contract, schemas)
  known.set(from, view)
  return view
}

function createView(contract: Contract, schemas: readonly Start[]): View {
  const { list: members, read, whole } = membersOf(contract, schemas)
  const groups = members.flatMap(member => member.groups)
  const types = members.map(typesOf).reduce(common, new Set(ALL))
  const values = members.map(valuesOf).reduce(both, undefined)
  const fitting = values && new Map([...values].filter(([, value]) => types.has(typeOf(value)) || covers(types, value)))
  const isTyped = members.some(isTypedMember)
  // A list of values says their types too.
  const shown = fitting && !members.some(({ value }) => value.type !== undefined) ? typesIn(fitting) : types
  return {
    contract,
    schemas,
    key: members.map(keyOf).sort().join('+'),
    pointer: schemas[0]?.pointer,
    members,
    read,
    whole,
    types: new Set([...shown].filter(type => type !== 'null')),
    isTyped,
    isNullable:
      types.has('null') && (fitting?.has('null') ?? true) && groups.every(group => group.isNullable || isTyped),
    values: fitting && new Map([...fitting].filter(([text]) => text !== 'null')),
    groups,
    said: keyword =>
      members.flatMap(member => {
        const value = member.value[keyword]
        if (value === undefined || !canBe(member, typeOfKeyword(keyword))) return []
        return [{ value, pointer: into(member.pointer, keyword), member }]
      }),
  }
}

const isTypedMember = ({ value }: Member): boolean =>
  value.type !== undefined || value.enum !== undefined || value.const !== undefined

function typesOf({ value, also }: Member): Set<string> {
  if (value.type === undefined) return new Set(ALL)
  return new Set([...[value.type].flat().map(String), ...also])
}

/** `integer` and `number` have `integer` in common. */
function common(one: Set<string>, other: Set<string>): Set<string> {
  const found = [...one].filter(type => other.has(type) || (type === 'integer' && other.has('number')))
  if (one.has('number') && other.has('integer') && !other.has('number')) found.push('integer')
  return new Set(found)
}

function canBe({ value }: Member, type: string | undefined): boolean {
  if (type === undefined || value.type === undefined) return true
  const types = [value.type].flat()
  return types.includes(type) || (type === 'number' && types.includes('integer'))
}

function valuesOf({ value, also }: Member): Map<string, Json> | undefined {
  const list = value.const !== undefined ? [value.const] : Array.isArray(value.enum) ? value.enum : undefined
  if (list === undefined) return undefined
  return new Map((also.has('null') ? [...list, null] : list).map(each => [canonical(each), each]))
}

const both = (one: Map<string, Json> | undefined, other: Map<string, Json> | undefined) =>
  one && other ? new Map([...one].filter(([text]) => other.has(text))) : (one ?? other)

const typesIn = (values: ReadonlyMap<string, Json>) => new Set([...values.values()].map(typeOf))

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

const covers = (types: ReadonlySet<string>, value: Json) => types.has('integer') && Number.isInteger(value)

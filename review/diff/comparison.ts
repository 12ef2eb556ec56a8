import type { Json, JsonObject, Located, OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import type { Fact, Graph, Node } from './graph.ts'
import { canonical, short } from './text.ts'
import type { Identity } from './values/identity.ts'

/** Two versions of a contract, and what is known about their differences. */
export interface Comparison {
  base: OpenApiDocument
  head: OpenApiDocument
  graph: Graph
  /** Tells whether schemas of the two versions are equal apart from documentation. */
  identity: Identity
}

export type Version = 'base' | 'head'

/** The same thing in both versions. */
export interface Pair<T = Located> {
  base: T
  head: T
}

export type OptionalPair = Pair<Located | undefined>

/** A field that holds an object. */
export function objectAt(owner: Located | undefined, key: string): Located | undefined {
  const value = owner?.value[key]
  return owner === undefined || value === undefined
    ? undefined
    : { value: value as JsonObject, pointer: into(owner.pointer, key) }
}

/** The objects of a field that holds a list. */
export function listAt(owner: Located, key: string): Located[] {
  const list = (owner.value[key] ?? []) as JsonObject[]
  return list.map((value, index) => ({ value, pointer: into(owner.pointer, key, index) }))
}

/** The objects of a map by their names. @param hasExtensions whether names that start with `x-` are extensions */
export function entriesAt(owner: Located | undefined, key: string, hasExtensions = false): Map<string, Located> {
  const map = objectAt(owner, key)
  const names = Object.keys(map?.value ?? {}).filter(name => !(hasExtensions && name.startsWith('x-')))
  return new Map(names.map(name => [name, objectAt(map, name) as Located]))
}

/** The names in both maps, and those in one only. */
export function namesOf<T>(base: ReadonlyMap<string, T>, head: ReadonlyMap<string, T>) {
  return {
    both: [...base.keys()].filter(name => head.has(name)),
    removed: [...base.keys()].filter(name => !head.has(name)),
    added: [...head.keys()].filter(name => !base.has(name)),
  }
}

/** Notes a fact if the values of a field differ. @param absent the value that means the same as leaving the field out */
export function compareField(
  node: Node,
  { base, head }: OptionalPair,
  key: string,
  ruleFor: (from: Json | undefined, to: Json | undefined) => Fact['rule'] | undefined,
  absent?: Json,
): void {
  const [from, to] = [base?.value[key] ?? absent, head?.value[key] ?? absent]
  if (canonical(from) === canonical(to)) return
  const rule = ruleFor(from, to)
  if (rule) node.facts.push({ rule, ...placesOf({ base, head }, key), what: key, ...valuesOf(from, to) })
}

/** The places of a field in the versions that have it. */
export const placesOf = ({ base, head }: OptionalPair, key: string): Pick<Fact, 'base' | 'head' | 'owner'> => ({
  base: base?.value[key] === undefined ? undefined : into(base.pointer, key),
  head: head?.value[key] === undefined ? undefined : into(head.pointer, key),
  owner: head?.pointer ?? base?.pointer,
})

export const valuesOf = (from: Json | undefined, to: Json | undefined): Pick<Fact, 'from' | 'to'> => ({
  from: short(from),
  to: short(to),
})

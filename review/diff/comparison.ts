import { into, isObject, type Json, type Located } from '../../openapi/document.ts'
import type { Fact, Graph, Node } from './graph.ts'
import type { Contract } from './read.ts'
import { canonical, short } from './text.ts'

/** Two versions of a contract and what is known of their difference. */
export interface Comparison {
  base: Contract
  head: Contract
  graph: Graph
}

/** The same thing in both versions. */
export interface Pair<T = Located> {
  base: T
  head: T
}

export type Maybe = Pair<Located | undefined>

/** A field of both that is an object, or undefined where it is none; throws where it is something else. */
export const objectAt = (contract: Contract, owner: Located | undefined, key: string): Located | undefined => {
  const value = owner?.value[key]
  if (owner === undefined || value === undefined) return undefined
  const pointer = into(owner.pointer, key)
  return isObject(value) ? { value, pointer } : contract.refuse(pointer, 'must be an object')
}

export const listAt = (contract: Contract, owner: Located | undefined, key: string): Json[] => {
  const value = owner?.value[key]
  if (owner === undefined || value === undefined) return []
  return Array.isArray(value) ? value : contract.refuse(into(owner.pointer, key), 'must be an array')
}

/** The objects of a map by their names, in the order of the document. */
export function entriesAt(
  contract: Contract,
  owner: Located | undefined,
  key: string,
  isExtended = false,
): Map<string, Located> {
  const map = objectAt(contract, owner, key)
  if (!map) return new Map()
  const names = Object.keys(map.value).filter(name => !(isExtended && name.startsWith('x-')))
  return new Map(names.map(name => [name, objectAt(contract, map, name) as Located]))
}

/** Every name of two maps: what both have, what only one has. */
export function namesOf<T>(base: ReadonlyMap<string, T>, head: ReadonlyMap<string, T>) {
  return {
    both: [...base.keys()].filter(name => head.has(name)),
    removed: [...base.keys()].filter(name => !head.has(name)),
    added: [...head.keys()].filter(name => !base.has(name)),
  }
}

/** Notes a fact where the values of a field differ, absence being the same as `usual`. */
export function compareField(
  node: Node,
  { base, head }: Maybe,
  key: string,
  rule: (from: Json | undefined, to: Json | undefined) => Fact['rule'] | undefined,
  usual?: Json,
): void {
  const [from, to] = [base?.value[key] ?? usual, head?.value[key] ?? usual]
  if (canonical(from) === canonical(to)) return
  const id = rule(from, to)
  if (id) node.facts.push({ rule: id, ...placesOf({ base, head }, key), what: key, ...valuesOf(from, to) })
}

/** Where a field stands in the versions that have it. */
export const placesOf = ({ base, head }: Maybe, key: string): Pick<Fact, 'base' | 'head' | 'owner'> => ({
  base: base?.value[key] === undefined ? undefined : into(base.pointer, key),
  head: head?.value[key] === undefined ? undefined : into(head.pointer, key),
  owner: head?.pointer ?? base?.pointer,
})

export const valuesOf = (from: Json | undefined, to: Json | undefined): Pick<Fact, 'from' | 'to'> => ({
  from: short(from),
  to: short(to),
})

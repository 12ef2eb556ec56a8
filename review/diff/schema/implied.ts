import { isObject, type Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import type { Contract } from '../read.ts'
import type { Group } from './groups.ts'
import { schemaAt } from './parts.ts'

const subtypes = new WeakMap<Contract, Map<string, Located[]>>()

/** With a discriminator and no alternatives a schema stands for those that build on it by allOf (OpenAPI 3.1, 4.8.25.4). */
export function impliedGroups(contract: Contract, { value, pointer }: Located, groups: readonly Group[]): Group[] {
  if (value.discriminator === undefined || groups.length > 0) return []
  const known = subtypes.get(contract) ?? subtypesOf(contract)
  subtypes.set(contract, known)
  const alternatives = known.get(pointer) ?? []
  return [
    { keyword: 'oneOf', pointer: into(pointer, 'discriminator'), alternatives, isNullable: false, isImplied: true },
  ]
}

/** By the pointer of each component: those that have it in their allOf, also through others. */
function subtypesOf(contract: Contract): Map<string, Located[]> {
  const components = contract.at('#/components/schemas')
  const all = Object.entries(isObject(components) ? components : {}).map(([name, schema]) =>
    schemaAt(contract, into('#/components/schemas', name), schema),
  )
  const found = new Map<string, Located[]>()
  for (const { value, pointer } of all) {
    for (const parent of parentsOf(value)) {
      const list = found.get(parent) ?? []
      list.push({ value, pointer })
      found.set(parent, list)
    }
  }
  return new Map([...found.keys()].map(parent => [parent, [...withAll(found, parent)]]))
}

function parentsOf({ allOf }: Located['value']): string[] {
  return (Array.isArray(allOf) ? allOf : []).flatMap(part =>
    isObject(part) && typeof part.$ref === 'string' ? [part.$ref] : [],
  )
}

function withAll(found: ReadonlyMap<string, Located[]>, parent: string): Set<Located> {
  const all = new Set(found.get(parent))
  for (const { pointer } of all) for (const each of found.get(pointer) ?? []) all.add(each)
  return all
}

import type { Json, Located } from '../../../openapi/document.ts'
import type { Contract } from '../read.ts'
import { type Group, groupOf } from './groups.ts'
import { impliedGroups } from './implied.ts'
import { schemasAt, targetOf } from './parts.ts'
import { isDocumentation } from './vocabulary.ts'

/** One schema object of those that a value must all fit, its references and allOf taken apart. */
export interface Member extends Located {
  /** Types of values that pass it whatever it says: `null` of `anyOf: [this, { type: 'null' }]`. */
  also: ReadonlySet<string>
  groups: Group[]
}

/** Where to begin. */
export type Start = Located & Partial<Pick<Member, 'also'>>

const NONE: ReadonlySet<string> = new Set()

/** What a schema comes to. */
export interface Members {
  list: Member[]
  /** Objects that were taken apart on the way. */
  read: object[]
  /** Values that were understood as a whole on the way. */
  whole: Json[]
}

/** Takes `$ref`, `allOf` and alternatives that are only another way to write one schema apart, the outermost first. */
export function membersOf(contract: Contract, start: readonly Start[]): Members {
  const found: Members = { list: [], read: [], whole: [] }
  for (const schema of start) collect(contract, schema, schema.also ?? NONE, found, new Set())
  const seen = new Set<string>()
  found.list = found.list.filter(member => {
    const key = keyOf(member)
    return !seen.has(key) && seen.add(key)
  })
  return found
}

/** Two members of one key say the same. */
export const keyOf = ({ pointer, also, groups }: Member): string =>
  [pointer, ...[...also].sort(), ...groups.map(group => group.pointer)].join(' ')

function collect(
  contract: Contract,
  { value, pointer }: Located,
  also: ReadonlySet<string>,
  found: Members,
  above: Set<string>,
): void {
  // allOf that leads back to itself says nothing more.
  if (above.has(pointer)) return
  above.add(pointer)
  found.read.push(value)
  const { $ref: _ref, allOf: _allOf, ...own } = value
  const group = groupOf(contract, { value: own, pointer })
  const groups = [...group.groups, ...impliedGroups(contract, { value: group.own, pointer }, group.groups)]
  if (Object.keys(group.own).length > 0 || groups.length > 0)
    found.list.push({ value: group.own, pointer, also, groups })
  for (const { value: said, pointer: at } of group.understood) {
    found.whole.push(said)
    const notes = Object.fromEntries(Object.entries(said).filter(([key]) => isDocumentation(key)))
    if (Object.keys(notes).length > 0) found.list.push({ value: notes, pointer: at, also, groups: [] })
  }
  for (const { schema, also: beside } of group.merged)
    collect(contract, schema, new Set([...also, ...beside]), found, above)
  if (value.$ref !== undefined) collect(contract, targetOf(contract, { value, pointer }), also, found, above)
  for (const part of schemasAt(contract, { value, pointer }, 'allOf')) collect(contract, part, also, found, above)
  above.delete(pointer)
}

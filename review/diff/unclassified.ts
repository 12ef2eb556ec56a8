import type { JsonObject } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node } from './graph.ts'
import { canonical, short } from './text.ts'

/** Ensures that no difference goes unreported: whatever no rule has compared must be the same in both versions. */
export function unclassifiedFacts({ base, head }: Comparison, nodes: ReadonlySet<Node>): Fact[] {
  const compared = comparedBy(nodes)
  const facts = new Map<string, Fact>()
  for (const [one, other] of [
    [base, head],
    [head, base],
  ] as const)
    for (const pointer of notComparedIn(one.root, compared)) {
      const [from, to] = [base.at(pointer), head.at(pointer)]
      if (canonical(from) === canonical(to) || compared.values.has(Object(other.at(pointer)))) continue
      const at = { base: from === undefined ? undefined : pointer, head: to === undefined ? undefined : pointer }
      facts.set(pointer, { rule: 'unclassified', ...at, what: 'something', from: short(from), to: short(to) })
    }
  return [...facts.values()]
}

interface Compared {
  /** Objects whose every key was compared, here or further down. */
  objects: ReadonlySet<unknown>
  /** Values that were compared, or reported, as a whole. */
  values: ReadonlySet<unknown>
}

function comparedBy(nodes: ReadonlySet<Node>): Compared {
  const [objects, values] = [new Set<unknown>(), new Set<unknown>()]
  for (const node of nodes) {
    for (const object of node.comparedObjects) objects.add(object)
    for (const value of node.comparedValues) if (typeof value === 'object') values.add(value)
  }
  return { objects, values }
}

/** Pointers of the largest parts in which nothing was compared. Plain values count as compared with the object that holds them. */
function notComparedIn(root: JsonObject, compared: Compared): string[] {
  const found: string[] = []
  const keys: string[] = []
  /** Whether anything was compared here or below. */
  const look = (value: object): boolean => {
    if (compared.values.has(value)) return true
    const before = found.length
    const isWhole = compared.objects.has(value)
    const plain: string[] = []
    let isCompared = isWhole
    for (const [key, part] of Object.entries(value)) {
      keys.push(key)
      if (typeof part !== 'object' || part === null) plain.push(into('#', ...keys))
      else isCompared = look(part) || isCompared
      keys.pop()
    }
    // Plain values in a list or map of which only other parts were compared.
    if (isCompared && !isWhole) found.push(...plain)
    if (isCompared || Object.keys(value).length === 0) return true
    found.splice(before, found.length, into('#', ...keys))
    return false
  }
  look(root)
  return found
}

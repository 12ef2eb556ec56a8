import type { JsonObject } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import type { Comparison } from './comparison.ts'
import type { Fact, Node } from './graph.ts'
import { canonical, short } from './text.ts'

/**
 * The proof that nothing is passed over in silence: what no rule has looked at must be the same in both documents, and where it is not,
 * that is a change that no rule knows.
 */
export function leftoversOf({ base, head }: Comparison, nodes: ReadonlySet<Node>): Fact[] {
  const seen = seenBy(nodes)
  const facts = new Map<string, Fact>()
  for (const [one, other] of [
    [base, head],
    [head, base],
  ] as const)
    for (const pointer of unseenIn(one.root, seen)) {
      const [from, to] = [base.at(pointer), head.at(pointer)]
      if (canonical(from) === canonical(to) || seen.whole.has(Object(other.at(pointer)))) continue
      const at = { base: from === undefined ? undefined : pointer, head: to === undefined ? undefined : pointer }
      facts.set(pointer, { rule: 'unclassified', ...at, what: 'something', from: short(from), to: short(to) })
    }
  return [...facts.values()]
}

interface Seen {
  /** Objects whose every key was compared, or is compared further down. */
  read: ReadonlySet<unknown>
  /** Values that were compared, or told of, as a whole. */
  whole: ReadonlySet<unknown>
}

function seenBy(nodes: ReadonlySet<Node>): Seen {
  const [read, whole] = [new Set<unknown>(), new Set<unknown>()]
  for (const node of nodes) {
    for (const object of node.read) read.add(object)
    for (const value of node.whole) if (typeof value === 'object') whole.add(value)
  }
  return { read, whole }
}

/** Pointers of the largest parts in which nothing was seen. Their plain values are seen with the object that holds them. */
function unseenIn(root: JsonObject, seen: Seen): string[] {
  const found: string[] = []
  const keys: string[] = []
  /** Whether anything was seen here or below. */
  const look = (value: object): boolean => {
    if (seen.whole.has(value)) return true
    const before = found.length
    const isRead = seen.read.has(value)
    const plain: string[] = []
    let isSeen = isRead
    for (const [key, part] of Object.entries(value)) {
      keys.push(key)
      if (typeof part !== 'object' || part === null) plain.push(into('#', ...keys))
      else isSeen = look(part) || isSeen
      keys.pop()
    }
    // In a list or map that holds what was seen.
    if (isSeen && !isRead) found.push(...plain)
    if (isSeen || Object.keys(value).length === 0) return true
    found.splice(before, found.length, into('#', ...keys))
    return false
  }
  look(root)
  return found
}

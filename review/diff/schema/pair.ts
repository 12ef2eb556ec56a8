import type { Located } from '../../../openapi/document.ts'
import type { Fact, Node } from '../graph.ts'
import { canonical } from '../text.ts'
import type { Start } from './members.ts'
import type { Said, View } from './view.ts'

/** The schemas of one place in both versions. */
export interface SchemaPair {
  node: Node
  base: View
  head: View
  /** The node that compares two places below; no schema at all is one that everything fits. */
  against(base: readonly Start[], head: readonly Start[]): Node
  /** Whether two places below mean the same. */
  isEqual(base: readonly Start[], head: readonly Start[]): boolean
}

/** Notes a fact about the whole schema, or about a keyword of it. */
export function note(
  { node, base, head }: SchemaPair,
  rule: Fact['rule'],
  at: { base?: string; head?: string },
  more: Partial<Fact> = {},
): void {
  node.facts.push({ rule, ...at, owner: head.pointer ?? base.pointer, ...more })
}

/** The schemas that members have under a keyword. Values must match all of them. */
export const located = (said: readonly Said[]): Located[] =>
  said.map(({ value, pointer }) => ({ value: value as Located['value'], pointer }))

/** Whether values of a type are valid in both versions. If not, the change of the type covers everything about them. */
export const shareType = ({ base, head }: SchemaPair, type: string): boolean =>
  [base, head].every(({ types }) => types.has(type) || (type === 'number' && types.has('integer')))

/** What one version says and the other does not. */
export function differences(base: readonly Said[], head: readonly Said[]): [gone: Said[], fresh: Said[]] {
  const without = (list: readonly Said[], other: readonly Said[]) =>
    list.filter(({ value }) => !other.some(each => canonical(each.value) === canonical(value)))
  return [without(base, head), without(head, base)]
}

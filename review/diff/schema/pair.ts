import type { JsonObject, Located } from '../../../openapi/document.ts'
import type { Fact, Node } from '../graph.ts'
import { canonical } from '../text.ts'
import type { EffectiveSchema, Occurrence } from './effective-schema.ts'
import type { SchemaSource } from './members.ts'

/** The schemas of one place in both versions. */
export interface SchemaPair {
  node: Node
  base: EffectiveSchema
  head: EffectiveSchema
  /** The node that compares two places below. Without a schema every value is valid. */
  against(base: readonly SchemaSource[], head: readonly SchemaSource[]): Node
  /** Whether two schemas are equal apart from documentation. */
  isAlike(base: Located, head: Located): boolean
  /** Whether two places below mean the same. */
  isEqual(base: readonly SchemaSource[], head: readonly SchemaSource[]): boolean
}

/** Notes a change of the schema or of one of its keywords. */
export function note(
  { node, base, head }: SchemaPair,
  rule: Fact['rule'],
  at: { base?: string; head?: string },
  more: Partial<Fact> = {},
): void {
  node.facts.push({ rule, ...at, owner: head.pointer ?? base.pointer, ...more })
}

/** The schemas that members have under a keyword. Values must match all of them. */
export const located = (occurrences: readonly Occurrence[]): Located[] =>
  occurrences.map(({ value, pointer }) => ({ value: value as JsonObject, pointer }))

/** Whether values of a type are valid in both versions. If not, the change of the type covers everything about them. */
export const shareType = ({ base, head }: SchemaPair, type: string): boolean =>
  [base, head].every(({ types }) => types.has(type) || (type === 'number' && types.has('integer')))

/** Values that only one version has. */
export function differences(
  base: readonly Occurrence[],
  head: readonly Occurrence[],
): [removed: Occurrence[], added: Occurrence[]] {
  const without = (list: readonly Occurrence[], other: readonly Occurrence[]) =>
    list.filter(({ value }) => !other.some(each => canonical(each.value) === canonical(value)))
  return [without(base, head), without(head, base)]
}

import type { Comparison } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { isDocsRule } from '../rules/rules.ts'
import { compareAlternatives } from './alternatives.ts'
import { compareAnnotations } from './annotations.ts'
import { compareArrays } from './arrays.ts'
import { compareBounds } from './bounds.ts'
import { compareIdle, markSeen } from './idle.ts'
import type { Start } from './members.ts'
import { compareObjects } from './objects.ts'
import type { SchemaPair } from './pair.ts'
import { compareStrings } from './strings.ts'
import { compareNull, compareTypes } from './types.ts'
import { compareValues } from './values.ts'
import { viewOf } from './view.ts'

/** What is said of every value, whatever alternatives it has. */
const COMPARE = [compareTypes, compareValues, compareBounds, compareStrings, compareArrays, compareObjects, compareIdle]

/** The node that compares what two places allow; the same for all places that come to the same schemas. */
export function compareSchemas(comparison: Comparison, from: readonly Start[], to: readonly Start[]): Node {
  const { graph } = comparison
  const [base, head] = [viewOf(comparison.base, from), viewOf(comparison.head, to)]
  const pair = graph.node(`schema ${base.key} | ${head.key}`, node => {
    const against: SchemaPair['against'] = (before, after) => compareSchemas(comparison, before, after)
    const isEqual: SchemaPair['isEqual'] = (before, after) => graph.isEqual(against(before, after), isDocsRule)
    const pair = { node, base, head, against, isEqual }
    if (isOnlyType(pair)) compareTypes(pair)
    else if (compareAlternatives(pair)) for (const compare of COMPARE) compare(pair)
    compareNull(pair)
    compareAnnotations(pair)
    markSeen(pair)
  })
  // The references that led here are others each time.
  pair.read.push(...base.read, ...head.read)
  return pair
}

/** Where anything was right, or will be, the type says it all. */
function isOnlyType({ base, head }: SchemaPair): boolean {
  const [free, other] = base.members.length === 0 ? [base, head] : [head, base]
  return free.members.length === 0 && other.isTyped && other.types.size < free.types.size
}

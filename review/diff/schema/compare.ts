import { keywordOf } from '../../../openapi/vocabulary.ts'
import type { Comparison } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { isDocsRule } from '../rules/rules.ts'
import { compareAlternatives } from './alternatives.ts'
import { compareAnnotations } from './annotations.ts'
import { compareArrays } from './arrays.ts'
import { compareBounds } from './bounds.ts'
import { effectiveSchema, sourcesKey } from './effective-schema.ts'
import { compareIneffectiveKeywords } from './ineffective-keywords.ts'
import type { SchemaSource } from './members.ts'
import { compareObjects } from './objects.ts'
import { type SchemaPair, shareType } from './pair.ts'
import { placeFacts, placesOf } from './place-facts.ts'
import { compareStrings } from './strings.ts'
import { compareNull, compareTypes } from './types.ts'
import { compareValues } from './values.ts'

/** Keywords that apply beside any alternatives. */
const COMPARE = [
  compareTypes,
  compareValues,
  compareBounds,
  compareStrings,
  compareArrays,
  compareObjects,
  compareIneffectiveKeywords,
]

/** The node that compares what two places allow; the same node for all places that have the same schemas in both versions. */
export function compareSchemas(
  comparison: Comparison,
  from: readonly SchemaSource[],
  to: readonly SchemaSource[],
): Node {
  const { graph } = comparison
  const [base, head] = [effectiveSchema(comparison.base, from), effectiveSchema(comparison.head, to)]
  const places = placesOf(comparison, { base: from, head: to })
  const isShared = base.key === head.key
  const place = isShared ? '' : ` at ${sourcesKey(places.base)} | ${sourcesKey(places.head)}`
  const pair = graph.node(`schema ${base.key} | ${head.key}${place}`, node => {
    node.schemas = places
    const against: SchemaPair['against'] = (before, after) => compareSchemas(comparison, before, after)
    const isEqual: SchemaPair['isEqual'] = (before, after) => graph.isEqual(against(before, after), isDocsRule)
    const isAlike: SchemaPair['isAlike'] = (before, after) => comparison.identity.isAlike([before], [after])
    const pair = { node, base, head, against, isAlike, isEqual }
    if (isOnlyType(pair)) compareTypes(pair)
    else if (compareAlternatives(pair)) for (const compare of COMPARE) compare(pair)
    compareNull(pair)
    compareAnnotations(pair)
    markCompared(pair)
    if (!isShared) placeFacts(pair, places)
  })
  // The references that lead here differ from place to place.
  pair.comparedObjects.push(...base.comparedObjects, ...head.comparedObjects)
  return pair
}

/** If every value is valid in one version, the change of the type says everything. */
function isOnlyType({ base, head }: SchemaPair): boolean {
  const [free, other] = base.members.length === 0 ? [base, head] : [head, base]
  return free.members.length === 0 && other.isTyped && other.types.size < free.types.size
}

function markCompared(pair: SchemaPair): void {
  const { node, base, head } = pair
  const isFree = [base, head].some(({ members }) => members.length === 0)
  for (const schema of [base, head]) {
    node.comparedValues.push(...schema.comparedValues)
    for (const member of schema.members)
      for (const [name, value] of Object.entries(member.value)) {
        const keyword = keywordOf(name)
        const type = keyword?.appliesTo
        // Subschemas that come or go together with their type are not compared further down.
        const isComparedBelow =
          !isFree && keyword?.role === 'applicator' && (type === undefined || shareType(pair, type))
        if (isComparedBelow) node.comparedObjects.push(Object(value))
        else node.comparedValues.push(value)
      }
  }
}

import { isObject } from '../../../openapi/document.ts'
import type { Comparison } from '../comparison.ts'
import type { Fact } from '../graph.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { keyOf, type SchemaSource } from './members.ts'
import type { SchemaPair } from './pair.ts'
import { isDocumentation } from './subschemas.ts'

/** The schemas of one place in both versions. */
export interface Places {
  base: readonly SchemaSource[]
  head: readonly SchemaSource[]
}

/** The places of two schemas, behind the references that both versions have. */
export function placesOf(comparison: Comparison, places: Places): Places {
  const [base, head] = [places.base[0], places.head[0]]
  const isReference = ({ value, exemptTypes }: SchemaSource) =>
    exemptTypes === undefined && Object.keys(value).every(key => key === '$ref' || isDocumentation(key))
  if (!base || !head || places.base.length + places.head.length > 2) return places
  const { $ref } = base.value
  if (typeof $ref !== 'string' || $ref !== head.value.$ref || !isReference(base) || !isReference(head)) return places
  const [before, after] = [comparison.base.at($ref), comparison.head.at($ref)]
  if (!isObject(before) || !isObject(after)) return places
  return placesOf(comparison, { base: [{ value: before, pointer: $ref }], head: [{ value: after, pointer: $ref }] })
}

/**
 * Where the two versions have different schemas, because one refers to another component or wraps it, the change stands at the reference. A
 * component that both have keeps the changes of its own keywords.
 */
export function placeFacts({ node, base, head }: SchemaPair, places: Places): void {
  const owner = (places.head[0] ?? places.base[0])?.pointer
  const isOfPair = (fact: Fact) => fact.owner === (head.pointer ?? base.pointer)
  node.facts = node.facts.map(fact => ({
    ...fact,
    ...(fact.base !== undefined && { base: placeOf(fact, fact.base, places.base, base, head) }),
    ...(fact.head !== undefined && { head: placeOf(fact, fact.head, places.head, head, base) }),
    ...(owner !== undefined && isOfPair(fact) && { owner }),
  }))
}

function placeOf(
  { rule }: Fact,
  pointer: string,
  places: readonly SchemaSource[],
  own: EffectiveSchema,
  other: EffectiveSchema,
): string {
  const isInside = (outer: string) => pointer === outer || pointer.startsWith(`${outer}/`)
  const [place] = places
  if (!place || places.some(each => isInside(each.pointer))) return pointer
  const member = own.members.find(each => isInside(each.pointer))
  // Whether null is allowed depends on what is around the component.
  const isAround = /^(null|type)-/.test(rule)
  const isShared = other.members.some(each =>
    isAround ? member && keyOf(each) === keyOf(member) : each.pointer === member?.pointer,
  )
  return isShared ? pointer : place.pointer
}

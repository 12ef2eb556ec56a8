import { isObject, type JsonObject, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { isExtensible } from '../../../openapi/extensible-enums.ts'
import { canonical } from '../text.ts'
import { type EffectiveSchema, effectiveSchema } from './effective-schema.ts'
import type { SchemaPair } from './pair.ts'
import { endOfChain } from './subschemas.ts'

export type AlternativeMatch = [base: Located, head: Located]

/** Pairs the alternatives of both versions, by the most reliable criteria first. */
export function matchAlternatives(
  pair: SchemaPair,
  base: readonly Located[],
  head: readonly Located[],
): AlternativeMatch[] {
  const contracts = { base: pair.base.contract, head: pair.head.contract }
  const matches: AlternativeMatch[] = []
  const unmatched = { base: new Set(base), head: new Set(head) }
  const matchBy = (isSame: (before: Located, after: Located) => boolean) => {
    for (const before of unmatched.base) {
      const after = [...unmatched.head].find(each => isSame(before, each))
      if (!after) continue
      matches.push([before, after])
      unmatched.base.delete(before)
      unmatched.head.delete(after)
    }
  }
  const sameText = (one: unknown, other: unknown) => one !== undefined && one === other
  matchBy((a, b) => sameText(componentOf(a), componentOf(b)))
  const values = new Map([
    ...base.map(each => [each, singleValueOf(contracts.base, each)] as const),
    ...head.map(each => [each, singleValueOf(contracts.head, each)] as const),
  ])
  matchBy((a, b) => sameText(values.get(a), values.get(b)))
  matchBy((a, b) => pair.isEqual([a], [b]))
  const titleOf = (contract: OpenApiDocument, each: Located) => endOfChain(contract, each).value.title
  matchBy((a, b) => sameText(titleOf(contracts.base, a), titleOf(contracts.head, b)))
  const nameOf = (each: Located) => values.get(each)?.split(' ')[0]
  // The values differ, or they would match by them: another alternative took the place of this one.
  const isReplaced = (a: Located, b: Located) => sameText(nameOf(a), nameOf(b))
  matchBy(
    (a, b) =>
      !isReplaced(a, b) && isSimilar(effectiveSchema(contracts.base, [a]), effectiveSchema(contracts.head, [b])),
  )
  return matches
}

const componentOf = ({ value, pointer }: Located) =>
  value.$ref ?? (/^#\/components\/schemas\/[^/]+$/.test(pointer) ? pointer : undefined)

/** The first property with a single valid value, and that value. */
export function singleValueOf(contract: OpenApiDocument, schema: Located): string | undefined {
  for (const { value } of effectiveSchema(contract, [schema]).occurrences('properties')) {
    for (const [name, property] of Object.entries(value as JsonObject)) {
      if (!isObject(property) || isExtensible(property)) continue
      const list = property.const === undefined ? property.enum : [property.const]
      if (Array.isArray(list) && list.length === 1) return `${name} ${canonical(list[0])}`
    }
  }
  return undefined
}

/** Of a common type, with more than half of the properties in common. */
function isSimilar(base: EffectiveSchema, head: EffectiveSchema): boolean {
  if (base.isTyped && head.isTyped && ![...base.types].some(type => head.types.has(type))) return false
  const [from, to] = [propertyNames(base), propertyNames(head)]
  if (from.length === 0 && to.length === 0) return base.types.size === head.types.size && !base.types.has('object')
  return from.filter(name => to.includes(name)).length * 2 > Math.max(from.length, to.length)
}

const propertyNames = (schema: EffectiveSchema): string[] =>
  schema.occurrences('properties').flatMap(({ value }) => Object.keys(value as JsonObject))

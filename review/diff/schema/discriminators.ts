import type { Json, Located } from '../../../openapi/document.ts'
import { mappedPointer } from '../../../openapi/references.ts'
import { canonical, short } from '../text.ts'
import type { AlternativeMatch } from './alternative-matches.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { note, type SchemaPair } from './pair.ts'
import { referenceChain } from './subschemas.ts'

/** The property that selects the alternative, and the value for each alternative. */
export function compareDiscriminators(pair: SchemaPair, matches: readonly AlternativeMatch[]): void {
  const [from, to] = [discriminatorOf(pair.base), discriminatorOf(pair.head)]
  const at = { base: from?.pointer, head: to?.pointer }
  const properties = { from: from?.property, to: to?.property }
  if (from && to) {
    if (from.property !== to.property) note(pair, 'discriminator-property-changed', at, properties)
    for (const match of matches) compareMatch(pair, matches, match, from, to)
    compareRest(pair, at, from, to)
  } else if (to) note(pair, 'discriminator-added', at, properties)
  else if (from) note(pair, 'discriminator-removed', at, properties)
}

function compareMatch(
  pair: SchemaPair,
  matches: readonly AlternativeMatch[],
  [before, after]: AlternativeMatch,
  from: Discriminator,
  to: Discriminator,
): void {
  const at = { base: from.pointer, head: to.pointer }
  const [old, current] = [valuesOf(pair.base, from, before), valuesOf(pair.head, to, after)]
  for (const value of old.filter(each => !current.includes(each))) {
    const isMoved = matches.some(([, each]) => each !== after && valuesOf(pair.head, to, each).includes(value))
    note(pair, isMoved ? 'discriminator-value-moved' : 'discriminator-value-removed', at, { what: value })
  }
  for (const value of current.filter(each => !old.includes(each))) {
    const isMoved = matches.some(([each]) => each !== before && valuesOf(pair.base, from, each).includes(value))
    if (!isMoved) note(pair, 'discriminator-value-added', at, { what: value })
  }
}

/** Extensions, and mappings to schemas that are not alternatives. */
function compareRest(
  pair: SchemaPair,
  at: { base?: string; head?: string },
  from: Discriminator,
  to: Discriminator,
): void {
  const targets = new Set([pair.base, pair.head].flatMap(alternativePointers))
  const [old, current] = [from, to].map(
    ({ mapping, others }): Json => [others, [...mapping].filter(([target]) => !targets.has(target)).sort()],
  ) as [Json, Json]
  if (canonical(old) === canonical(current)) return
  note(pair, 'unclassified', at, { what: 'discriminator', from: short(old), to: short(current) })
}

const alternativePointers = ({ contract, groups }: EffectiveSchema): string[] =>
  groups.flatMap(({ alternatives }) => alternatives.flatMap(each => chainPointers(contract, each)))

const chainPointers = (contract: EffectiveSchema['contract'], schema: Located): string[] =>
  referenceChain(contract, schema).map(({ pointer }) => pointer)

interface Discriminator {
  pointer: string
  property: string
  /** Values by the pointer of the schema they select. */
  mapping: Map<string, string[]>
  others: Json
}

function discriminatorOf(schema: EffectiveSchema): Discriminator | undefined {
  const [found] = schema.occurrences('discriminator')
  if (!found) return undefined
  const { propertyName, mapping = {}, ...others } = found.value as { propertyName: string; mapping?: object }
  const values = new Map<string, string[]>()
  for (const [value, target] of Object.entries(mapping)) {
    const pointer = mappedPointer(target)
    values.set(pointer, [...(values.get(pointer) ?? []), value])
  }
  return { pointer: found.pointer, property: propertyName, mapping: values, others }
}

/** The values that select an alternative: the keys in the mapping, otherwise its name (OpenAPI 3.1, 4.8.25). */
function valuesOf({ contract }: EffectiveSchema, { mapping }: Discriminator, schema: Located): string[] {
  const pointers = chainPointers(contract, schema)
  const mapped = pointers.flatMap(pointer => mapping.get(pointer) ?? [])
  if (mapped.length > 0) return mapped
  const names = pointers.flatMap(pointer => /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1] ?? [])
  return names.slice(0, 1)
}

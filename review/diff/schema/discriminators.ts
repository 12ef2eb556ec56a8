import { isObject, type Json, type Located } from '../../../openapi/document.ts'
import { canonical, short } from '../text.ts'
import { note, type SchemaPair } from './pair.ts'
import { wayOf } from './parts.ts'
import type { View } from './view.ts'

/** By which property alternatives are told apart, and which value stands for which. */
export function compareDiscriminators(pair: SchemaPair, matches: readonly Match[]): void {
  const [from, to] = [discriminatorOf(pair.base), discriminatorOf(pair.head)]
  const at = { base: from?.pointer, head: to?.pointer }
  const texts = { from: from?.property, to: to?.property }
  if (from && to) {
    if (from.property !== to.property) note(pair, 'discriminator-property-changed', at, texts)
    for (const match of matches) compareMatch(pair, matches, match, from, to)
    compareRest(pair, at, from, to)
  } else if (to) note(pair, 'discriminator-added', at, texts)
  else if (from) note(pair, 'discriminator-removed', at, texts)
}

type Match = readonly [before: Located, after: Located]

function compareMatch(
  pair: SchemaPair,
  matches: readonly Match[],
  [before, after]: Match,
  from: Discriminator,
  to: Discriminator,
): void {
  const at = { base: from.pointer, head: to.pointer }
  const [old, now] = [valuesOf(pair.base, from, before), valuesOf(pair.head, to, after)]
  for (const value of old.filter(each => !now.includes(each))) {
    const isMoved = matches.some(([, each]) => each !== after && valuesOf(pair.head, to, each).includes(value))
    note(pair, isMoved ? 'discriminator-value-moved' : 'discriminator-value-removed', at, { what: value })
  }
  for (const value of now.filter(each => !old.includes(each))) {
    const isMoved = matches.some(([each]) => each !== before && valuesOf(pair.base, from, each).includes(value))
    if (!isMoved) note(pair, 'discriminator-value-added', at, { what: value })
  }
}

/** What a discriminator says beside the alternatives. */
function compareRest(
  pair: SchemaPair,
  at: { base?: string; head?: string },
  from: Discriminator,
  to: Discriminator,
): void {
  const targets = new Set(
    [pair.base, pair.head].flatMap(({ contract, groups }) =>
      groups.flatMap(group => group.alternatives.flatMap(each => wayOf(contract, each).map(({ pointer }) => pointer))),
    ),
  )
  const [old, now] = [from, to].map(({ mapping, others }) => [
    others,
    [...mapping].filter(([target]) => !targets.has(target)).sort(),
  ]) as [Json, Json]
  if (canonical(old) === canonical(now)) return
  note(pair, 'unclassified', at, { what: 'discriminator', from: short(old), to: short(now) })
}

interface Discriminator {
  pointer: string
  property: string
  /** Values by the pointer of the schema they stand for. */
  mapping: Map<string, string[]>
  /** Further fields, extensions above all. */
  others: Json
}

function discriminatorOf(view: View): Discriminator | undefined {
  const [said] = view.said('discriminator')
  if (!said) return undefined
  const { value, pointer } = said
  if (!isObject(value)) return view.contract.refuse(pointer, 'must be an object')
  const mapping = new Map<string, string[]>()
  for (const [name, target] of Object.entries(isObject(value.mapping) ? value.mapping : {})) {
    const text = String(target)
    const at = text.includes('#') ? text : `#/components/schemas/${text}`
    mapping.set(at, [...(mapping.get(at) ?? []), name])
  }
  const { propertyName, mapping: _, ...others } = value
  return { pointer, property: String(propertyName), mapping, others }
}

/** What stands for an alternative: what the mapping says, else its name (OpenAPI 3.1, 4.8.25). */
function valuesOf({ contract }: View, { mapping }: Discriminator, schema: Located): string[] {
  const way = wayOf(contract, schema).map(({ pointer }) => pointer)
  const said = way.flatMap(pointer => mapping.get(pointer) ?? [])
  if (said.length > 0) return said
  const names = way.flatMap(pointer => /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1] ?? [])
  return names.slice(0, 1)
}

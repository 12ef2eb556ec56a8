import { into, isObject, type Located } from '../../../openapi/document.ts'
import { canonical } from '../text.ts'
import { haveBoth, located, note, type SchemaPair } from './pair.ts'
import { schemaAt } from './parts.ts'
import type { Said, View } from './view.ts'

/** Keywords whose schemas hold for a part of a value: what narrows them narrows the whole. */
const MAPS = ['patternProperties', 'dependentSchemas'] as const

/** What must be so in certain cases. */
export function compareConditions(pair: SchemaPair): void {
  compareNot(pair)
  compareIf(pair)
  if (!haveBoth(pair, 'object')) return
  compareNames(pair)
  for (const keyword of MAPS) compareMap(pair, keyword)
  compareDependentRequired(pair)
}

function compareNames(pair: SchemaPair): void {
  const [from, to] = [pair.base.said('propertyNames'), pair.head.said('propertyNames')]
  if (from.length + to.length > 0) pair.node.edges.push({ to: pair.against(located(from), located(to)) })
}

function compareMap(pair: SchemaPair, keyword: (typeof MAPS)[number]): void {
  const [from, to] = [mapOf(pair.base, keyword), mapOf(pair.head, keyword)]
  for (const name of new Set([...from.keys(), ...to.keys()])) {
    const [before, after] = [from.get(name), to.get(name)]
    if (before && after) pair.node.edges.push({ to: pair.against(before, after) })
    else noteCondition(pair, `${keyword} ${name}`, before, after)
  }
}

function mapOf(view: View, keyword: string): Map<string, Located[]> {
  const found = new Map<string, Located[]>()
  for (const { value, pointer } of view.said(keyword)) {
    if (!isObject(value)) return view.contract.refuse(pointer, 'must be an object')
    for (const [name, schema] of Object.entries(value))
      found.set(name, [...(found.get(name) ?? []), schemaAt(view.contract, into(pointer, name), schema)])
  }
  return found
}

/** Narrowing what is excluded widens the whole, so only equality is shown. */
function compareNot(pair: SchemaPair): void {
  // `not: {}` is the schema that nothing fits: that is said of the type.
  const nots = (view: View) => located(view.said('not').filter(({ value }) => canonical(value) !== '{}'))
  compareWhole(pair, 'not', nots(pair.base), nots(pair.head))
}

function compareWhole(pair: SchemaPair, what: string, from: Located[], to: Located[]): void {
  pair.node.whole.push(...[...from, ...to].map(({ value }) => value))
  const left = to.filter(each => !from.some(other => pair.isEqual([other], [each])))
  const gone = from.filter(each => !to.some(other => pair.isEqual([each], [other])))
  if (left.length + gone.length > 0)
    noteCondition(pair, what, gone.length > 0 ? gone : undefined, left.length > 0 ? left : undefined)
}

function noteCondition(pair: SchemaPair, what: string, from: Located[] | undefined, to: Located[] | undefined): void {
  pair.node.whole.push(...[...(from ?? []), ...(to ?? [])].map(({ value }) => value))
  const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed'
  note(pair, `condition-${kind}`, { base: from?.[0]?.pointer, head: to?.[0]?.pointer }, { what })
}

/** `if` decides where `then` and `else` hold; the same `if` leaves those to be compared. */
function compareIf(pair: SchemaPair): void {
  const [from, to] = [branchesOf(pair.base), branchesOf(pair.head)]
  const rest = to.slice()
  for (const branch of from) {
    const index = rest.findIndex(other => pair.isEqual(branch.if, other.if))
    const [twin] = index < 0 ? [] : rest.splice(index, 1)
    if (!twin) {
      noteCondition(pair, 'if', [...branch.if, ...branch.then, ...branch.else], undefined)
      continue
    }
    pair.node.whole.push(...[...branch.if, ...twin.if].map(({ value }) => value))
    pair.node.edges.push({ to: pair.against(branch.then, twin.then) }, { to: pair.against(branch.else, twin.else) })
  }
  for (const branch of rest) noteCondition(pair, 'if', undefined, [...branch.if, ...branch.then, ...branch.else])
}

function branchesOf(view: View) {
  return view.said('if').map(said => ({
    if: located([said]),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: beside(view, said, 'then'),
    else: beside(view, said, 'else'),
  }))
}

const beside = (view: View, { member }: Said, keyword: string): Located[] =>
  located(view.said(keyword).filter(said => said.member === member))

function compareDependentRequired(pair: SchemaPair): void {
  const [from, to] = [dependenciesOf(pair.base), dependenciesOf(pair.head)]
  for (const [key, { name, beside, pointer }] of from)
    if (!to.has(key)) note(pair, 'dependent-required-removed', { base: pointer }, { what: name, from: beside })
  for (const [key, { name, beside, pointer }] of to)
    if (!from.has(key)) note(pair, 'dependent-required-added', { head: pointer }, { what: name, to: beside })
}

function dependenciesOf(view: View): Map<string, { name: string; beside: string; pointer: string }> {
  const all = view.said('dependentRequired').flatMap(({ value, pointer }) =>
    Object.entries(Object(value)).flatMap(([beside, names]) =>
      [names].flat().map(name => {
        const entry = { name: String(name), beside, pointer: into(pointer, beside) }
        return [JSON.stringify([beside, name]), entry] as const
      }),
    ),
  )
  return new Map(all)
}

import { isObject, type Located } from '../../../openapi/document.ts'
import { nameOf } from '../name.ts'
import { canonical } from '../text.ts'
import { compareDiscriminators } from './discriminators.ts'
import type { Group } from './groups.ts'
import type { Start } from './members.ts'
import { note, type SchemaPair } from './pair.ts'
import { endOf } from './parts.ts'
import { type View, viewOf } from './view.ts'

/**
 * oneOf and anyOf: alternatives are the same by name, by what tells them apart, or by what they mean.
 * @returns whether what stands beside them is still to be compared
 */
export function compareAlternatives(pair: SchemaPair): boolean {
  const { base, head } = pair
  const all = [...base.groups, ...head.groups]
  if (base.groups.length === head.groups.length) {
    for (const [index, group] of base.groups.entries()) compareGroups(pair, group, head.groups[index] as Group)
    return true
  }
  if (all.every(({ isImplied }) => isImplied)) {
    compareDiscriminators(pair, [])
    return true
  }
  if (all.length === 1) compareWithOne(pair)
  else noteUnlike(pair)
  pair.node.whole.push(...[base, head].flatMap(({ members }) => members.flatMap(({ value }) => Object.values(value))))
  pair.node.whole.push(...all.flatMap(({ alternatives }) => alternatives.map(({ value }) => value)))
  return false
}

function noteUnlike(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: base.groups[0]?.pointer ?? base.pointer, head: head.groups[0]?.pointer ?? head.pointer }
  note(pair, 'alternatives-changed', at)
}

/** Both versions have alternatives. */
function compareGroups(pair: SchemaPair, from: Group, to: Group): void {
  const { node, base, head, against } = pair
  const matches = match(pair, from.alternatives, to.alternatives)
  for (const [before, after] of matches) node.edges.push({ to: against([before], [after]) })
  const gone = from.alternatives.filter(each => !matches.some(([before]) => before === each))
  const fresh = to.alternatives.filter(each => !matches.some(([, after]) => after === each))
  for (const each of gone) note(pair, 'alternative-removed', { base: each.pointer }, { what: titleOf(base, each) })
  for (const each of fresh) note(pair, 'alternative-added', { head: each.pointer }, { what: titleOf(head, each) })
  node.read.push(...[...from.alternatives, ...to.alternatives].map(({ value }) => value))
  node.whole.push(...[...gone, ...fresh].map(({ value }) => value))
  compareKeywords(pair, from, to)
  compareDiscriminators(pair, matches)
}

const titleOf = ({ contract }: View, schema: Located) => {
  const { value, pointer } = endOf(contract, schema)
  return typeof value.title === 'string' ? value.title : nameOf(contract, pointer)
}

function compareKeywords(pair: SchemaPair, from: Group, to: Group): void {
  if (from.keyword === to.keyword) return
  const isApart = [
    { view: pair.base, group: from },
    { view: pair.head, group: to },
  ].every(({ view, group }) => areApart(view, group))
  if (isApart) return
  const rule = to.keyword === 'oneOf' ? 'any-of-became-one-of' : 'one-of-became-any-of'
  note(pair, rule, { base: from.pointer, head: to.pointer })
}

/** Whether no value fits two alternatives, since each has its own value of some property. */
function areApart({ contract }: View, { alternatives }: Group): boolean {
  const tags = alternatives.map(each => tagOf(contract, each))
  return tags.every(tag => tag !== undefined) && new Set(tags).size === tags.length
}

/** One version has alternatives, the other what may be one of them. */
function compareWithOne(pair: SchemaPair): void {
  const { node, base, head, against, isEqual } = pair
  const isJoined = head.groups.length === 1
  const [plain, union] = isJoined ? [base, head] : [head, base]
  const [group] = union.groups
  // What stands beside the alternatives holds for each of them, and null for all.
  const beside = union.members.map(({ value, pointer, also }) => ({ value, pointer, also }))
  const also = new Set(group?.isNullable ? ['null'] : [])
  const pairOf = (each: Located): [readonly Start[], readonly Start[]] => {
    const all = [...beside, { ...each, also }]
    return isJoined ? [plain.schemas, all] : [all, plain.schemas]
  }
  const names = new Set(plain.members.map(({ pointer }) => pointer))
  const [likely] = isJoined
    ? match(pair, plain.schemas, group?.alternatives ?? [])
    : match(pair, group?.alternatives ?? [], plain.schemas)
  const same =
    group?.alternatives.find(each => names.has(endOf(union.contract, each).pointer)) ??
    group?.alternatives.find(each => isEqual(...pairOf(each))) ??
    likely?.[isJoined ? 1 : 0]
  if (!group || !same) {
    noteUnlike(pair)
    return
  }
  node.edges.push({ to: against(...pairOf(same)) })
  for (const each of group.alternatives.filter(other => other !== same)) {
    const what = titleOf(union, each)
    if (isJoined) note(pair, 'alternative-added', { head: each.pointer }, { what })
    else note(pair, 'alternative-removed', { base: each.pointer }, { what })
  }
}

type Match = [before: Located, after: Located]

/** Which alternative is which: the surest signs first. */
function match(pair: SchemaPair, base: readonly Located[], head: readonly Located[]): Match[] {
  const { base: from, head: to } = pair
  const matches: Match[] = []
  const left = { base: new Set(base), head: new Set(head) }
  const take = (isSame: (before: Located, after: Located) => boolean) => {
    for (const before of left.base) {
      const after = [...left.head].find(each => isSame(before, each))
      if (!after) continue
      matches.push([before, after])
      left.base.delete(before)
      left.head.delete(after)
    }
  }
  const ends = (view: View, each: Located) => endOf(view.contract, each)
  take((a, b) => componentOf(a) !== undefined && componentOf(a) === componentOf(b))
  const tags = new Map([
    ...base.map(each => [each, tagOf(from.contract, each)] as const),
    ...head.map(each => [each, tagOf(to.contract, each)] as const),
  ])
  take((a, b) => tags.get(a) !== undefined && tags.get(a) === tags.get(b))
  take((a, b) => pair.isEqual([a], [b]))
  take((a, b) => ends(from, a).value.title !== undefined && ends(from, a).value.title === ends(to, b).value.title)
  take((a, b) => isAlike(viewOf(from.contract, [a]), viewOf(to.contract, [b])))
  return matches
}

const componentOf = ({ value, pointer }: Located) =>
  value.$ref ?? (/^#\/components\/schemas\/[^/]+$/.test(pointer) ? pointer : undefined)

/** The first property that has one value only. */
function tagOf(contract: View['contract'], schema: Located): string | undefined {
  for (const { value } of viewOf(contract, [schema]).said('properties')) {
    for (const [name, property] of Object.entries(isObject(value) ? value : {})) {
      if (!isObject(property)) continue
      const list = property.const === undefined ? property.enum : [property.const]
      if (Array.isArray(list) && list.length === 1) return `${name} ${canonical(list[0])}`
    }
  }
  return undefined
}

/** Of one type, and with more properties in common than not. */
function isAlike(base: View, head: View): boolean {
  if (base.isTyped && head.isTyped && ![...base.types].some(type => head.types.has(type))) return false
  const [from, to] = [base, head].map(view =>
    view.said('properties').flatMap(({ value }) => Object.keys(Object(value))),
  ) as [string[], string[]]
  if (from.length === 0 && to.length === 0) return base.types.size === head.types.size && !base.types.has('object')
  return from.filter(name => to.includes(name)).length * 2 > Math.max(from.length, to.length)
}

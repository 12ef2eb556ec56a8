import type { Located } from '../../../openapi/document.ts'
import type { Version } from '../comparison.ts'
import { nameOf } from '../name.ts'
import type { AlternativeGroup } from './alternative-groups.ts'
import { matchAlternatives, singleValueOf } from './alternative-matches.ts'
import { compareDiscriminators } from './discriminators.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import type { SchemaSource } from './members.ts'
import { note, type SchemaPair } from './pair.ts'
import { endOfChain, isDocumentation } from './subschemas.ts'

/** oneOf and anyOf. @returns whether the keywords beside them still have to be compared */
export function compareAlternatives(pair: SchemaPair): boolean {
  const { base, head } = pair
  const all = [...base.groups, ...head.groups]
  const wrapping = wrappingOf(pair)
  if (!wrapping && base.groups.length === head.groups.length) {
    for (const [index, group] of base.groups.entries())
      compareGroups(pair, group, head.groups[index] as AlternativeGroup)
    return true
  }
  if (!wrapping && all.every(({ isImplied }) => isImplied)) {
    compareDiscriminators(pair, [])
    return true
  }
  if (wrapping) compareWithOne(pair, wrapping)
  else if (all.length === 1) compareWithOne(pair, head.groups.length === 1 ? 'head' : 'base')
  else noteUnmatched(pair)
  const { comparedValues } = pair.node
  comparedValues.push(...[base, head].flatMap(({ members }) => members.flatMap(({ value }) => Object.values(value))))
  comparedValues.push(...all.flatMap(({ alternatives }) => alternatives.map(({ value }) => value)))
  return false
}

/** The version of which one alternative is the whole schema of the other version. */
function wrappingOf(pair: SchemaPair): Version | undefined {
  const { base, head, isAlike } = pair
  if (base.groups.length !== 1 || head.groups.length !== 1) return undefined
  if ([...base.groups, ...head.groups].some(({ isImplied }) => isImplied)) return undefined
  const isAlone = ({ members }: EffectiveSchema) =>
    members.every(({ value }) => Object.keys(value).every(isDocumentation))
  const listed = ({ groups }: EffectiveSchema) => groups.flatMap(({ alternatives }) => alternatives)
  const [from, to] = [base.sources[0], head.sources[0]]
  if (!from || !to || base.sources.length + head.sources.length > 2) return undefined
  if (isAlone(head) && listed(head).some(each => isAlike(from, each))) return 'head'
  return isAlone(base) && listed(base).some(each => isAlike(each, to)) ? 'base' : undefined
}

/** An alternative with the keywords beside it, which apply to each of them, and the schema of the other version. */
function pairWith(
  { base, head }: SchemaPair,
  union: Version,
  alternative: Located,
): [readonly SchemaSource[], readonly SchemaSource[]] {
  const { members, groups } = union === 'head' ? head : base
  const beside = members.map(({ value, pointer, exemptTypes }) => ({ value, pointer, exemptTypes }))
  const exemptTypes = new Set(groups[0]?.isNullable ? ['null'] : [])
  const all = [...beside, { ...alternative, exemptTypes }]
  return union === 'head' ? [base.sources, all] : [all, head.sources]
}

function noteUnmatched(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: base.groups[0]?.pointer ?? base.pointer, head: head.groups[0]?.pointer ?? head.pointer }
  note(pair, 'alternatives-changed', at)
}

/** Both versions have alternatives. */
function compareGroups(pair: SchemaPair, from: AlternativeGroup, to: AlternativeGroup): void {
  const { node, base, head, against } = pair
  const matches = matchAlternatives(pair, from.alternatives, to.alternatives)
  for (const [before, after] of matches) node.edges.push({ to: against([before], [after]) })
  const removed = from.alternatives.filter(each => !matches.some(([before]) => before === each))
  const added = to.alternatives.filter(each => !matches.some(([, after]) => after === each))
  for (const each of removed) note(pair, 'alternative-removed', { base: each.pointer }, { what: titleOf(base, each) })
  for (const each of added) note(pair, 'alternative-added', { head: each.pointer }, { what: titleOf(head, each) })
  node.comparedObjects.push(...[...from.alternatives, ...to.alternatives].map(({ value }) => value))
  node.comparedValues.push(...[...removed, ...added].map(({ value }) => value))
  compareKeywords(pair, from, to)
  compareDiscriminators(pair, matches)
}

const titleOf = ({ contract }: EffectiveSchema, schema: Located) => {
  const { value, pointer } = endOfChain(contract, schema)
  return typeof value.title === 'string' ? value.title : nameOf(contract, pointer)
}

function compareKeywords(pair: SchemaPair, from: AlternativeGroup, to: AlternativeGroup): void {
  if (from.keyword === to.keyword || (isDisjoint(pair.base, from) && isDisjoint(pair.head, to))) return
  const rule = to.keyword === 'oneOf' ? 'any-of-became-one-of' : 'one-of-became-any-of'
  note(pair, rule, { base: from.pointer, head: to.pointer })
}

/** Whether no value can match two alternatives, because each requires its own value of some property. */
function isDisjoint({ contract }: EffectiveSchema, { alternatives }: AlternativeGroup): boolean {
  const values = alternatives.map(each => singleValueOf(contract, each))
  return values.every(value => value !== undefined) && new Set(values).size === values.length
}

const isComponent = (pointer: string): boolean => /^#\/components\/schemas\/[^/]+$/.test(pointer)

/** Whether it stands for several alternatives with a type of their own. */
const isSeveral = ({ members }: EffectiveSchema): boolean =>
  members.some(({ exemptTypes }) => [...exemptTypes].some(type => type !== 'null'))

/** One version has alternatives, the other a single schema that may be one of them. */
function compareWithOne(pair: SchemaPair, version: Version): void {
  const { node, base, head, against, isEqual } = pair
  const isUnionNew = version === 'head'
  const [single, union] = isUnionNew ? [base, head] : [head, base]
  const group = union.groups[0] as AlternativeGroup
  const pairOf = (each: Located) => pairWith(pair, version, each)
  // The place in the document is irrelevant, except for components.
  const components = new Set(single.members.map(({ pointer }) => pointer).filter(isComponent))
  const [likely] = isUnionNew
    ? matchAlternatives(pair, single.sources, group.alternatives)
    : matchAlternatives(pair, group.alternatives, single.sources)
  const same =
    group.alternatives.find(each => components.has(endOfChain(union.contract, each).pointer)) ??
    group.alternatives.find(each => isEqual(...pairOf(each))) ??
    (isSeveral(single) ? undefined : likely?.[isUnionNew ? 1 : 0])
  if (!same) {
    noteUnmatched(pair)
    return
  }
  node.edges.push({ to: against(...pairOf(same)) })
  for (const each of group.alternatives.filter(other => other !== same)) {
    const what = titleOf(union, each)
    if (isUnionNew) note(pair, 'alternative-added', { head: each.pointer }, { what })
    else note(pair, 'alternative-removed', { base: each.pointer }, { what })
  }
}

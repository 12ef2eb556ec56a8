import { compareExtension } from '../extensions.ts'
import type { RuleId } from '../rules/rules.ts'
import { canonical, short } from '../text.ts'
import { note, type SchemaPair } from './pair.ts'
import type { Said, View } from './view.ts'
import { isKnown } from './vocabulary.ts'

/** What schemas say beside validity. */
export function compareAnnotations(pair: SchemaPair): void {
  compareSwitch(pair, 'readOnly', 'read-only-added', 'read-only-removed')
  compareSwitch(pair, 'writeOnly', 'write-only-added', 'write-only-removed')
  compareDeprecated(pair)
  compareDefault(pair)
  for (const [keyword, rule] of TEXTS) compareOutermost(pair, keyword, () => rule)
  compareOthers(pair)
}

const TEXTS: readonly [keyword: string, rule: RuleId][] = [
  ['title', 'title-changed'],
  ['description', 'description-changed'],
  ['$comment', 'comment-changed'],
  ['example', 'example-changed'],
  ['examples', 'example-changed'],
  ['externalDocs', 'external-docs-changed'],
  ['xml', 'xml-changed'],
]

/** As said outermost: that is what readers are shown. */
const outermost = (view: View, keyword: string): Said | undefined => {
  const member = view.members.find(({ value }) => value[keyword] !== undefined)
  const value = member?.value[keyword]
  return member && value !== undefined ? { value, pointer: `${member.pointer}/${keyword}`, member } : undefined
}

function compareOutermost(
  pair: SchemaPair,
  keyword: string,
  rule: (from: Said | undefined, to: Said | undefined) => RuleId,
): void {
  const [from, to] = [outermost(pair.base, keyword), outermost(pair.head, keyword)]
  if (canonical(from?.value) === canonical(to?.value)) return
  const at = { base: from?.pointer, head: to?.pointer }
  note(pair, rule(from, to), at, { from: short(from?.value), to: short(to?.value) })
}

function compareDefault(pair: SchemaPair): void {
  compareOutermost(pair, 'default', (from, to) =>
    from && to ? 'default-changed' : from ? 'default-removed' : 'default-added',
  )
}

const switched = (view: View, keyword: string) => view.said(keyword).find(({ value }) => value === true)

function compareSwitch(pair: SchemaPair, keyword: string, added: RuleId, removed: RuleId): void {
  const [from, to] = [switched(pair.base, keyword), switched(pair.head, keyword)]
  if (Boolean(from) === Boolean(to)) return
  note(pair, to ? added : removed, { base: from?.pointer, head: to?.pointer })
}

function compareDeprecated(pair: SchemaPair): void {
  const hasSunset = pair.head.members.some(({ value }) => value['x-sunset'] !== undefined)
  const added = hasSunset ? 'deprecated' : 'deprecated-without-sunset'
  compareSwitch(pair, 'deprecated', added, 'deprecation-withdrawn')
}

/** Extensions, and keywords that no rule knows. */
function compareOthers(pair: SchemaPair): void {
  const isOther = (view: View, key: string) => key.startsWith('x-') || !isKnown(key, view.contract.is30)
  const keys = [pair.base, pair.head].flatMap(view =>
    view.members.flatMap(({ value }) => Object.keys(value).filter(key => isOther(view, key))),
  )
  for (const key of new Set(keys)) {
    const [from, to] = [outermost(pair.base, key), outermost(pair.head, key)]
    if (canonical(from?.value) === canonical(to?.value)) continue
    const at = { base: from?.pointer, head: to?.pointer }
    const rule = key.startsWith('x-') ? compareExtension(key, from?.value, to?.value) : 'unclassified'
    note(pair, rule, at, { what: key, from: short(from?.value), to: short(to?.value) })
  }
}

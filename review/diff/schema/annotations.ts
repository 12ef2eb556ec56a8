import { into } from '../../../openapi/pointer.ts'
import { compareExtension } from '../extensions.ts'
import type { RuleId } from '../rules/rules.ts'
import { canonical, short } from '../text.ts'
import { differences, note, type SchemaPair } from './pair.ts'
import type { Said, View } from './view.ts'
import { isKnown } from './vocabulary.ts'

/** What schemas say beside validity. */
export function compareAnnotations(pair: SchemaPair): void {
  compareSwitch(pair, 'readOnly', 'read-only-added', 'read-only-removed')
  compareSwitch(pair, 'writeOnly', 'write-only-added', 'write-only-removed')
  compareDeprecated(pair)
  compareDefault(pair)
  for (const [keyword, rule] of TEXTS) compareAll(pair, keyword, () => rule)
  compareOthers(pair)
}

const TEXTS: readonly [keyword: string, rule: RuleId][] = [
  ['title', 'title-changed'],
  ['description', 'description-changed'],
  ['example', 'example-changed'],
  ['examples', 'example-changed'],
  ['externalDocs', 'external-docs-changed'],
]

/** A keyword as each member says it, the outermost first. */
const sayingsOf = (view: View, keyword: string): Said[] =>
  view.members.flatMap(member => {
    const value = member.value[keyword]
    return value === undefined ? [] : [{ value, pointer: into(member.pointer, keyword), member }]
  })

type Judge = (from: Said | undefined, to: Said | undefined) => RuleId

/** Notes what one version says and the other does not. */
function compareAll(pair: SchemaPair, keyword: string, judge: Judge): void {
  const [gone, fresh] = differences(sayingsOf(pair.base, keyword), sayingsOf(pair.head, keyword))
  for (let index = 0; index < Math.max(gone.length, fresh.length); index++)
    noteSaying(pair, keyword, gone[index], fresh[index], judge)
}

function noteSaying(pair: SchemaPair, what: string, from: Said | undefined, to: Said | undefined, judge: Judge): void {
  const at = { base: from?.pointer, head: to?.pointer }
  note(pair, judge(from, to), at, { what, from: short(from?.value), to: short(to?.value) })
}

/** The outermost default is the one that holds. */
function compareDefault(pair: SchemaPair): void {
  const [[from], [to]] = [sayingsOf(pair.base, 'default'), sayingsOf(pair.head, 'default')]
  if (canonical(from?.value) === canonical(to?.value)) return
  noteSaying(pair, 'default', from, to, () =>
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
  const isOther = (key: string) => key.startsWith('x-') || !isKnown(key)
  const keys = [pair.base, pair.head].flatMap(view =>
    view.members.flatMap(({ value }) => Object.keys(value).filter(isOther)),
  )
  for (const key of new Set(keys))
    compareAll(pair, key, (from, to) =>
      key.startsWith('x-') ? compareExtension(key, from?.value, to?.value) : 'unclassified',
    )
}

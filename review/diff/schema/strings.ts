import type { RuleId } from '../rules/rules.ts'
import { listed, short } from '../text.ts'
import { differences, note, type SchemaPair, shareType } from './pair.ts'
import type { Said, View } from './view.ts'

/** Patterns and formats. */
export function compareStrings(pair: SchemaPair): void {
  comparePatterns(pair)
  compareFormats(pair)
}

function comparePatterns(pair: SchemaPair): void {
  if (!shareType(pair, 'string')) return
  const [gone, fresh] = differences(pair.base.said('pattern'), pair.head.said('pattern'))
  noteChange(pair, 'pattern', gone, fresh)
}

function compareFormats(pair: SchemaPair): void {
  if (![...pair.base.types].some(type => [...pair.head.types].some(other => isAlike(type, other)))) return
  compareHints(pair)
  const [gone, fresh] = differences(formatsOf(pair.base), formatsOf(pair.head))
  const [from, to] = [gone[0], fresh[0]]
  if (from && to && gone.length + fresh.length === 2) {
    const rule = formatRule(String(from.value), String(to.value))
    note(pair, rule, { base: from.pointer, head: to.pointer }, { from: short(from.value), to: short(to.value) })
  } else noteChange(pair, 'format', gone, fresh)
}

const isAlike = (type: string, other: string) =>
  type === other || [type, other].every(each => /^(number|integer)$/.test(each))

/** Each format with those that hold all of its values. */
const WIDER: Record<string, readonly string[]> = {
  int32: ['int64', 'float', 'double'],
  float: ['double'],
  uri: ['uri-reference'],
}

function formatRule(from: string, to: string): RuleId {
  if (WIDER[to]?.includes(from)) return 'format-narrowed'
  return WIDER[from]?.includes(to) ? 'format-widened' : 'format-changed'
}

/** What says nothing about which values are right: it is as wide as the type, or a hint for a form. */
const ANY = ['int64', 'double', 'password']

function compareHints(pair: SchemaPair): void {
  const hintOf = (view: View) => view.said('format').find(({ value }) => ANY.includes(String(value)))
  const [from, to] = [hintOf(pair.base), hintOf(pair.head)]
  if (from?.value === to?.value) return
  const at = { base: from?.pointer, head: to?.pointer }
  note(pair, 'format-hint-changed', at, { from: short(from?.value), to: short(to?.value) })
}

const formatsOf = (view: View): Said[] => view.said('format').filter(({ value }) => !ANY.includes(String(value)))

function noteChange(pair: SchemaPair, name: 'pattern' | 'format', gone: Said[], fresh: Said[]): void {
  if (gone.length + fresh.length === 0) return
  const kind = gone.length === 0 ? 'added' : fresh.length === 0 ? 'removed' : 'changed'
  const textOf = (list: Said[]) =>
    listed(
      list.map(({ value }) => short(value)),
      'and',
    )
  const at = { base: gone[0]?.pointer, head: fresh[0]?.pointer }
  note(pair, `${name}-${kind}`, at, { from: textOf(gone), to: textOf(fresh) })
}

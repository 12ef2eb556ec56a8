import type { RuleId } from '../rules/rules.ts'
import { listed, short } from '../text.ts'
import { acceptsEverything, includesPattern } from '../values/patterns.ts'
import type { EffectiveSchema, Occurrence } from './effective-schema.ts'
import { differences, note, type SchemaPair, shareType } from './pair.ts'

/** Patterns and formats. */
export function compareStrings(pair: SchemaPair): void {
  comparePatterns(pair)
  compareFormats(pair)
}

function comparePatterns(pair: SchemaPair): void {
  if (!shareType(pair, 'string')) return
  const [allRemoved, allAdded] = differences(pair.base.occurrences('pattern'), pair.head.occurrences('pattern'))
  const [removed, added] = [allRemoved, allAdded].map(list => list.filter(isSelective)) as [Occurrence[], Occurrence[]]
  const [from, to] = [removed[0] ?? allRemoved[0], added[0] ?? allAdded[0]]
  const rule = patternRule(removed, added)
  if (rule) {
    const at = { base: from?.pointer, head: to?.pointer }
    note(pair, rule, at, { from: short(from?.value), to: short(to?.value) })
  } else if (removed.length + added.length > 0) noteChange(pair, 'pattern', removed, added)
  else if (from || to) {
    const at = { base: from?.pointer, head: to?.pointer }
    note(pair, 'keyword-without-effect', at, { what: 'pattern', from: short(from?.value), to: short(to?.value) })
  }
}

/** Whether some strings do not match. */
const isSelective = ({ value }: Occurrence) => !acceptsEverything(String(value))

/** Whether one pattern is known to match everything that the other one matches. */
function patternRule(removed: readonly Occurrence[], added: readonly Occurrence[]): RuleId | undefined {
  const [from, to] = [removed[0], added[0]]
  if (!from || !to || removed.length + added.length > 2) return undefined
  if (includesPattern(String(to.value), String(from.value))) return 'pattern-widened'
  return includesPattern(String(from.value), String(to.value)) ? 'pattern-narrowed' : undefined
}

function compareFormats(pair: SchemaPair): void {
  if (![...pair.base.types].some(type => [...pair.head.types].some(other => isAlike(type, other)))) return
  compareHints(pair)
  const [removed, added] = differences(formatsOf(pair.base), formatsOf(pair.head))
  const [from, to] = [removed[0], added[0]]
  if (from && to && removed.length + added.length === 2) {
    const rule = formatRule(String(from.value), String(to.value))
    note(pair, rule, { base: from.pointer, head: to.pointer }, { from: short(from.value), to: short(to.value) })
  } else noteChange(pair, 'format', removed, added)
}

const isAlike = (type: string, other: string) =>
  type === other || [type, other].every(each => /^(number|integer)$/.test(each))

/** Each format with the formats that allow all its values. */
const WIDER: Record<string, readonly string[]> = {
  int32: ['int64', 'float', 'double'],
  float: ['double'],
  uri: ['uri-reference'],
}

function formatRule(from: string, to: string): RuleId {
  if (WIDER[to]?.includes(from)) return 'format-narrowed'
  return WIDER[from]?.includes(to) ? 'format-widened' : 'format-changed'
}

/** Formats that allow every value of the type. */
const HINTS = ['int64', 'double', 'password']

const isHint = ({ value }: Occurrence) => HINTS.includes(String(value))

function compareHints(pair: SchemaPair): void {
  const [from, to] = [pair.base, pair.head].map(schema => schema.occurrences('format').find(isHint))
  if (from?.value === to?.value) return
  const at = { base: from?.pointer, head: to?.pointer }
  note(pair, 'format-hint-changed', at, { from: short(from?.value), to: short(to?.value) })
}

const formatsOf = (schema: EffectiveSchema): Occurrence[] =>
  schema.occurrences('format').filter(occurrence => !isHint(occurrence))

function noteChange(pair: SchemaPair, name: 'pattern' | 'format', removed: Occurrence[], added: Occurrence[]): void {
  if (removed.length + added.length === 0) return
  const kind = removed.length === 0 ? 'added' : added.length === 0 ? 'removed' : 'changed'
  const textOf = (list: Occurrence[]) =>
    listed(
      list.map(({ value }) => short(value)),
      'and',
    )
  const at = { base: removed[0]?.pointer, head: added[0]?.pointer }
  note(pair, `${name}-${kind}`, at, { from: textOf(removed), to: textOf(added) })
}

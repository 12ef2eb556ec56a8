import type { RuleId } from '../rules/rules.ts'
import { listed, short } from '../text.ts'
import { differences, haveBoth, note, type SchemaPair } from './pair.ts'
import type { Said, View } from './view.ts'

/** Patterns, formats and the content of texts. */
export function compareStrings(pair: SchemaPair): void {
  comparePatterns(pair)
  compareFormats(pair)
  for (const keyword of ['contentMediaType', 'contentEncoding', 'contentSchema']) compareContent(pair, keyword)
}

function comparePatterns(pair: SchemaPair): void {
  if (!haveBoth(pair, 'string')) return
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
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
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

/** `format`, and what OpenAPI 3.1 writes in its place for `byte` and `binary` (OpenAPI 3.1, 4.8.14.3). */
function formatsOf(view: View): Said[] {
  const encoded = view.said('contentEncoding').filter(({ value }) => value === 'base64')
  const binary = view.said('contentMediaType').filter(({ value }) => value === 'application/octet-stream')
  return [
    ...view.said('format').filter(({ value }) => !ANY.includes(String(value))),
    ...encoded.map(said => ({ ...said, value: 'byte' })),
    ...binary.map(said => ({ ...said, value: 'binary' })),
  ]
}

function compareContent(pair: SchemaPair, keyword: string): void {
  const isFormat = ({ value }: Said) => value === 'base64' || value === 'application/octet-stream'
  const [gone, fresh] = differences(
    pair.base.said(keyword).filter(said => !isFormat(said)),
    pair.head.said(keyword).filter(said => !isFormat(said)),
  )
  if (!haveBoth(pair, 'string') || gone.length + fresh.length === 0) return
  const at = { base: gone[0]?.pointer, head: fresh[0]?.pointer }
  note(pair, 'content-changed', at, { what: keyword, from: short(gone[0]?.value), to: short(fresh[0]?.value) })
}

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

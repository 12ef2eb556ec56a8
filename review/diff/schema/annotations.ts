import { into } from '../../../openapi/pointer.ts'
import { compareExtension } from '../extensions.ts'
import type { RuleId } from '../rules/rules.ts'
import { canonical, short } from '../text.ts'
import type { EffectiveSchema, Occurrence } from './effective-schema.ts'
import { differences, note, type SchemaPair } from './pair.ts'

/** Keywords that do not decide which values are valid. */
export function compareAnnotations(pair: SchemaPair): void {
  compareSwitch(pair, 'readOnly', 'read-only-added', 'read-only-removed')
  compareSwitch(pair, 'writeOnly', 'write-only-added', 'write-only-removed')
  compareDeprecated(pair)
  compareDefault(pair)
  for (const [keyword, rule] of TEXTS) compareAll(pair, keyword, () => rule)
  compareExtensions(pair)
}

const TEXTS: readonly [keyword: string, rule: RuleId][] = [
  ['title', 'title-changed'],
  ['description', 'description-changed'],
  ['example', 'example-changed'],
  ['examples', 'example-changed'],
  ['externalDocs', 'external-docs-changed'],
]

/** A keyword in all members, outermost first, whatever types they allow. */
const allOf = (schema: EffectiveSchema, keyword: string): Occurrence[] =>
  schema.members.flatMap(member => {
    const value = member.value[keyword]
    return value === undefined ? [] : [{ value, pointer: into(member.pointer, keyword) }]
  })

type RuleFor = (from: Occurrence | undefined, to: Occurrence | undefined) => RuleId

/** Notes the values that only one version has. */
function compareAll(pair: SchemaPair, keyword: string, ruleFor: RuleFor): void {
  const [removed, added] = differences(allOf(pair.base, keyword), allOf(pair.head, keyword))
  for (let index = 0; index < Math.max(removed.length, added.length); index++)
    noteChange(pair, keyword, removed[index], added[index], ruleFor)
}

function noteChange(
  pair: SchemaPair,
  what: string,
  from: Occurrence | undefined,
  to: Occurrence | undefined,
  ruleFor: RuleFor,
): void {
  const at = { base: from?.pointer, head: to?.pointer }
  note(pair, ruleFor(from, to), at, { what, from: short(from?.value), to: short(to?.value) })
}

/** The outermost default applies. */
function compareDefault(pair: SchemaPair): void {
  const [[from], [to]] = [allOf(pair.base, 'default'), allOf(pair.head, 'default')]
  if (canonical(from?.value) === canonical(to?.value)) return
  noteChange(pair, 'default', from, to, () =>
    from && to ? 'default-changed' : from ? 'default-removed' : 'default-added',
  )
}

function compareSwitch(pair: SchemaPair, keyword: string, added: RuleId, removed: RuleId): void {
  const [from, to] = [pair.base, pair.head].map(schema =>
    schema.occurrences(keyword).find(({ value }) => value === true),
  )
  if (Boolean(from) === Boolean(to)) return
  note(pair, to ? added : removed, { base: from?.pointer, head: to?.pointer })
}

function compareDeprecated(pair: SchemaPair): void {
  const hasSunset = pair.head.members.some(({ value }) => value['x-sunset'] !== undefined)
  const added = hasSunset ? 'deprecated' : 'deprecated-without-sunset'
  compareSwitch(pair, 'deprecated', added, 'deprecation-withdrawn')
}

/** Whether the mark of the enum decides about values, so that it was compared with them. */
const isEnumMarked = ({ base, head }: SchemaPair): boolean =>
  base.values !== undefined && head.values !== undefined && base.isExtensible !== head.isExtensible

function compareExtensions(pair: SchemaPair): void {
  const names = [pair.base, pair.head].flatMap(schema =>
    schema.members.flatMap(({ value }) => Object.keys(value).filter(key => key.startsWith('x-'))),
  )
  const isCompared = (name: string) => name === 'x-extensible' && isEnumMarked(pair)
  for (const name of new Set(names))
    if (!isCompared(name)) compareAll(pair, name, (from, to) => compareExtension(name, from?.value, to?.value))
}

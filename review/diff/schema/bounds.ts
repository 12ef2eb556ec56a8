import type { RuleId } from '../rules/rules.ts'
import { isMultiple, leastCommonMultiple } from '../values/multiples.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { note, type SchemaPair, shareType } from './pair.ts'

/** A limit of the allowed values. */
interface Bound {
  value: number
  isExclusive: boolean
  pointer: string
}

const SIZES = ['Length', 'Items', 'Properties'] as const

/** Keywords that set a minimum or maximum, and `multipleOf`. */
export function compareBounds(pair: SchemaPair): void {
  compareBound(pair, 'minimum', limitOf(pair.base, 'minimum'), limitOf(pair.head, 'minimum'))
  compareBound(pair, 'maximum', limitOf(pair.base, 'maximum'), limitOf(pair.head, 'maximum'))
  for (const size of SIZES) {
    const name = size.toLowerCase() as Lowercase<typeof size>
    compareBound(pair, `min-${name}`, sizeOf(pair.base, `min${size}`, 0), sizeOf(pair.head, `min${size}`, 0))
    compareBound(pair, `max-${name}`, sizeOf(pair.base, `max${size}`), sizeOf(pair.head, `max${size}`))
  }
  compareMultiples(pair)
}

type BoundName = 'minimum' | 'maximum' | `${'min' | 'max'}-${Lowercase<(typeof SIZES)[number]>}`

function compareBound(pair: SchemaPair, name: BoundName, from: Bound | undefined, to: Bound | undefined): void {
  if (!shareType(pair, TYPES[name.replace(/^m..-?/, '')] ?? 'number')) return
  const at = { base: from?.pointer, head: to?.pointer }
  const texts = { from: from && textOf(from), to: to && textOf(to) }
  if (from && to) {
    const move = moveOf(name, from, to)
    if (move) note(pair, `${name}-${move}`, at, texts)
  } else if (to) note(pair, `${name}-added`, at, { ...texts, what: sizeText(name, to.value) })
  else if (from) note(pair, `${name}-removed`, at, texts)
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  length: ['character', 'characters'],
  items: ['item', 'items'],
  properties: ['property', 'properties'],
}

/** `2 properties`; undefined for a limit of a number. */
function sizeText(name: BoundName, value: number): string | undefined {
  const unit = UNITS[name.replace(/^m..-?/, '')]
  return unit && `${value} ${value === 1 ? unit[0] : unit[1]}`
}

function moveOf(name: BoundName, from: Bound, to: Bound): 'increased' | 'decreased' | undefined {
  if (from.value !== to.value) return to.value > from.value ? 'increased' : 'decreased'
  if (from.isExclusive === to.isExclusive) return undefined
  // At the same number an exclusive limit allows less.
  return name.startsWith('min') === to.isExclusive ? 'increased' : 'decreased'
}

/** The type of values that a limit applies to, by the end of its name. */
const TYPES: Record<string, string> = { length: 'string', items: 'array', properties: 'object' }

const textOf = ({ value, isExclusive }: Bound) => (isExclusive ? `${value} (exclusive)` : String(value))

/** The tightest limit that `minimum` and `exclusiveMinimum`, or their counterparts, set together. */
function limitOf(schema: EffectiveSchema, keyword: 'minimum' | 'maximum'): Bound | undefined {
  const exclusive = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
  const sign = keyword === 'minimum' ? 1 : -1
  const isWhole = schema.types.has('integer') && !schema.types.has('number')
  const bounds = [
    ...numbersOf(schema, keyword).map(bound => ({ ...bound, isExclusive: false })),
    ...numbersOf(schema, exclusive).map(bound => ({ ...bound, isExclusive: true })),
  ]
  return bounds
    .map(({ value, isExclusive, pointer }) => {
      const whole = sign * (isExclusive ? Math.floor(sign * value) + 1 : Math.ceil(sign * value))
      return isWhole ? { value: whole, isExclusive: false, pointer } : { value, isExclusive, pointer }
    })
    .sort((a, b) => sign * (b.value - a.value) || Number(b.isExclusive) - Number(a.isExclusive))[0]
}

const numbersOf = (schema: EffectiveSchema, keyword: string) =>
  schema.occurrences(keyword).map(({ value, pointer }) => ({ value: value as number, pointer }))

/** @param noLimit the value that allows as much as leaving the keyword out */
function sizeOf(schema: EffectiveSchema, keyword: string, noLimit?: number): Bound | undefined {
  const isLower = keyword.startsWith('min')
  const bounds = numbersOf(schema, keyword)
    .filter(({ value }) => value !== noLimit)
    .map(bound => ({ ...bound, isExclusive: false }))
  return bounds.sort((a, b) => (isLower ? b.value - a.value : a.value - b.value))[0]
}

function compareMultiples(pair: SchemaPair): void {
  if (!shareType(pair, 'number')) return
  const [from, to] = [multipleOf(pair.base), multipleOf(pair.head)]
  if (from?.value === to?.value) return
  const at = { base: from?.pointer, head: to?.pointer }
  const texts = { from: from && String(from.value), to: to && String(to.value) }
  note(pair, multipleRule(from?.value, to?.value), at, texts)
}

function multipleRule(from: number | undefined, to: number | undefined): RuleId {
  if (from === undefined || to === undefined) return from === undefined ? 'multiple-added' : 'multiple-removed'
  if (isMultiple(to, from)) return 'multiple-added'
  return isMultiple(from, to) ? 'multiple-removed' : 'multiple-changed'
}

/** Of all members together. Every integer is a multiple of 1. */
function multipleOf(schema: EffectiveSchema) {
  const isWhole = schema.types.has('integer') && !schema.types.has('number')
  const multiples = numbersOf(schema, 'multipleOf').filter(({ value }) => !(isWhole && value === 1))
  const value = leastCommonMultiple(multiples.map(each => each.value))
  return value === undefined ? undefined : { value, pointer: multiples.at(-1)?.pointer }
}

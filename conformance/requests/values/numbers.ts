import { integerBounds } from '../../../openapi/formats.ts'
import type { Leaf } from './leaves.ts'
import { type TestValue, testValues } from './test-value.ts'

/** Inclusive limits of a numeric schema. */
export interface Bounds {
  least: number | undefined
  most: number | undefined
  /** The multipleOf of the schema; without one, a distance used to step beyond the limits. */
  step: number
}

export function boundsOf({ kind, schema }: Leaf): Bounds {
  const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : 1
  const [lowest, highest] = integerBounds[String(schema.format)] ?? []
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
  const above = number(schema.exclusiveMinimum)
  const below = number(schema.exclusiveMaximum)
  // The closest valid value to an exclusive limit: one step away for integers, half a step for other numbers.
  const distance = kind === 'integer' ? step : step / 2
  return {
    least: number(schema.minimum) ?? (above === undefined ? lowest : above + distance),
    most: number(schema.maximum) ?? (below === undefined ? highest : below - distance),
    step,
  }
}

/** Both sides of each limit, and notations that a schema accepts as a number but the rules for queries do not. */
export function numberValues(leaf: Leaf, isJson: boolean): TestValue[] {
  const { least, most, step } = boundsOf(leaf)
  const good = least ?? (most === undefined ? step : Math.min(step, most))
  const ends = [
    ...(least === undefined
      ? []
      : [['its minimum', least] as const, ['one step below its minimum', least - step] as const]),
    ...(most === undefined
      ? []
      : [['its maximum', most] as const, ['one step above its maximum', most + step] as const]),
    ['one step above its minimum', good + step] as const,
    ['half a step above its minimum', good + step / 2] as const,
    ['negative', -good - step] as const,
    ['zero', 0] as const,
  ]
  return [
    ...testValues(ends.map(([name, value]) => [name, String(value)])),
    ...testValues(isJson ? JSON_FORMS : TEXT_FORMS(good)),
  ]
}

const HUGE: [name: string, text: string][] = [
  ['one above the int32 maximum', '2147483648'],
  ['one above the largest safe integer', '9007199254740992'],
  ['one above the int64 maximum', '9223372036854775808'],
  ['of 30 digits', '1'.repeat(30)],
  ['beyond double range', '1e400'],
]

const JSON_FORMS: [name: string, text: string][] = [
  ...HUGE,
  ['with a decimal point and zero', '2.0'],
  ['with an exponent', '2e0'],
  ['minus zero', '-0'],
  ['as a string', '"2"'],
  ['an empty string', '""'],
]

const TEXT_FORMS = (good: number): [name: string, text: string][] => [
  ...HUGE,
  ['letters', 'abc'],
  ['with an exponent', `${good}e1`],
  ['hexadecimal', '0x10'],
  ['with a plus sign', `%2B${good}`],
  ['with a decimal point and zero', `${good}.0`],
  ['with a leading space', `%20${good}`],
  ['with a leading space as plus', `+${good}`],
  ['with a trailing space', `${good}%20`],
  ['with a trailing line break', `${good}%0A`],
  ['with leading zeros', `00${good}`],
  ['minus zero', '-0'],
  ['with trailing letters', `${good}abc`],
  ['with a thousands separator', '1,000'],
  ['NaN', 'NaN'],
  ['in Arabic digits', '%D9%A3'],
  ['in full-width digits', '%EF%BC%95'],
  ['percent-encoded unnecessarily', [...String(good)].map(digit => `%3${digit}`).join('')],
]

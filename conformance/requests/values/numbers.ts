import { integerBounds } from '../../../openapi/formats.ts'
import type { Leaf } from './leaves.ts'
import { type Trial, trials } from './trial.ts'

/** Where the values of a number's schema end, both ends included. */
export interface Bounds {
  least: number | undefined
  most: number | undefined
  /** What values are multiples of; between two values of a number without multipleOf it is only a distance. */
  step: number
}

export function boundsOf({ kind, schema }: Leaf): Bounds {
  const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : 1
  const [lowest, highest] = integerBounds[String(schema.format)] ?? []
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
  const above = number(schema.exclusiveMinimum)
  const below = number(schema.exclusiveMaximum)
  // The next value to an open end: a step for integers, for others something small.
  const distance = kind === 'integer' ? step : step / 2
  return {
    least: number(schema.minimum) ?? (above === undefined ? lowest : above + distance),
    most: number(schema.maximum) ?? (below === undefined ? highest : below - distance),
    step,
  }
}

/** Both sides of each end, and forms of a number that a schema sees as one and the rules for a query do not. */
export function numberTrials(leaf: Leaf, isJson: boolean): Trial[] {
  const { least, most, step } = boundsOf(leaf)
  const good = least ?? (most === undefined ? step : Math.min(step, most))
  const ends = [
    ...(least === undefined
      ? []
      : [['its least', least] as const, ['one step below its least', least - step] as const]),
    ...(most === undefined
      ? []
      : [['its greatest', most] as const, ['one step above its greatest', most + step] as const]),
    ['the next after its least', good + step] as const,
    ['half a step more', good + step / 2] as const,
    ['negative', -good - step] as const,
    ['zero', 0] as const,
  ]
  return [
    ...trials(ends.map(([name, value]) => [name, String(value)])),
    ...trials(isJson ? JSON_FORMS : TEXT_FORMS(good)),
  ]
}

const HUGE: [name: string, text: string][] = [
  ['one above what int32 holds', '2147483648'],
  ['one above what a double counts exactly', '9007199254740992'],
  ['one above what int64 holds', '9223372036854775808'],
  ['of 30 digits', '1'.repeat(30)],
  ['beyond all doubles', '1e400'],
]

const JSON_FORMS: [name: string, text: string][] = [
  ...HUGE,
  ['with a decimal point and zero', '2.0'],
  ['with an exponent', '2e0'],
  ['minus zero', '-0'],
  ['as a text', '"2"'],
  ['an empty text', '""'],
]

const TEXT_FORMS = (good: number): [name: string, text: string][] => [
  ...HUGE,
  ['letters', 'abc'],
  ['with an exponent', `${good}e1`],
  ['hexadecimal', '0x10'],
  ['with a plus sign', `%2B${good}`],
  ['with a decimal point and zero', `${good}.0`],
  ['with a blank before', `%20${good}`],
  ['with a plus for a blank before', `+${good}`],
  ['with a blank behind', `${good}%20`],
  ['with a line break behind', `${good}%0A`],
  ['with zeros before', `00${good}`],
  ['minus zero', '-0'],
  ['a word behind', `${good}abc`],
  ['with thousands separated', '1,000'],
  ['NaN', 'NaN'],
  ['in Arabic digits', '%D9%A3'],
  ['in full-width digits', '%EF%BC%95'],
  ['percent-encoded without need', [...String(good)].map(digit => `%3${digit}`).join('')],
]

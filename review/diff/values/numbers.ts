import { integerBounds } from '../../../openapi/formats.ts'
import type { Kind } from './condition.ts'
import { isMultiple, leastCommonMultiple } from './multiples.ts'
import type { Atom } from './step.ts'

/** The number of multiples that are tried, one after the other. */
const MOST_CANDIDATES = 2000

/** Whether some integer, or some number with a fraction, may satisfy all keywords. */
export function numberExists(kind: Kind, atoms: readonly Atom[]): boolean {
  const limits = limitsOf(atoms)
  const isWhole = kind === 'integer'
  if (!formatsAllow(isWhole, atoms, limits)) return false
  const valuesOf = (isMet: boolean) =>
    atoms.filter(atom => atom.keyword === 'multipleOf' && atom.isMet === isMet).map(({ limit }) => limit as number)
  const steps = [...valuesOf(true), ...(isWhole ? [1] : [])]
  const forbidden = [...valuesOf(false), ...(isWhole ? [] : [1])]
  const step = leastCommonMultiple(steps)
  const isFree = (value: number) => !forbidden.some(each => isMultiple(value, each))
  if (step === undefined)
    return (
      limits.lowest < limits.highest ||
      (limits.lowest === limits.highest && holds(limits, limits.lowest) && isFree(limits.lowest))
    )
  if (forbidden.some(each => isMultiple(step, each))) return false
  // Infinitely many multiples of the step remain, and some of them are not multiples of the forbidden numbers.
  if (limits.lowest === -Infinity || limits.highest === Infinity) return true
  const first = Math.ceil(limits.lowest / step) - 1
  for (let index = first; index < first + MOST_CANDIDATES; index++) {
    const value = Number((index * step).toPrecision(15))
    if (value > limits.highest) return false
    if (holds(limits, value) && isFree(value)) return true
  }
  return true
}

interface Limits {
  lowest: number
  isLowestExcluded: boolean
  highest: number
  isHighestExcluded: boolean
  excluded: unknown[]
}

const holds = (limits: Limits, value: number): boolean =>
  (limits.isLowestExcluded ? value > limits.lowest : value >= limits.lowest) &&
  (limits.isHighestExcluded ? value < limits.highest : value <= limits.highest) &&
  !limits.excluded.includes(value)

/** The limit that a number satisfies if it does not satisfy the first one: below a minimum is an exclusive maximum. */
const OPPOSITE: Readonly<Record<string, string>> = {
  minimum: 'exclusiveMaximum',
  exclusiveMinimum: 'maximum',
  maximum: 'exclusiveMinimum',
  exclusiveMaximum: 'minimum',
}

function limitsOf(atoms: readonly Atom[]): Limits {
  const limits: Limits = {
    lowest: -Infinity,
    isLowestExcluded: false,
    highest: Infinity,
    isHighestExcluded: false,
    excluded: atoms.filter(({ isMet }) => !isMet).flatMap(valuesIn),
  }
  for (const { keyword, isMet, limit } of atoms) {
    const name = isMet ? keyword : OPPOSITE[keyword]
    if (name !== undefined && typeof limit === 'number') tighten(limits, name, limit)
  }
  return limits
}

function tighten(limits: Limits, keyword: string, limit: number): void {
  const isExcluded = keyword.startsWith('exclusive')
  if (/minimum$/i.test(keyword) && (limit > limits.lowest || (limit === limits.lowest && isExcluded))) {
    limits.lowest = limit
    limits.isLowestExcluded = isExcluded
  }
  if (/maximum$/i.test(keyword) && (limit < limits.highest || (limit === limits.highest && isExcluded))) {
    limits.highest = limit
    limits.isHighestExcluded = isExcluded
  }
}

const valuesIn = ({ keyword, limit }: Atom): unknown[] =>
  keyword === 'enum' ? (limit as unknown[]) : keyword === 'const' ? [limit] : []

/** Whether the formats leave any number. Integer formats have bounds, `double` allows all numbers; `float` is assumed to exclude some. */
function formatsAllow(isWhole: boolean, atoms: readonly Atom[], limits: Limits): boolean {
  // Those that must be satisfied come first, because they set limits.
  const formats = atoms
    .filter(({ keyword }) => keyword === 'format')
    .sort((one, other) => Number(other.isMet) - Number(one.isMet))
  return formats.every(({ limit, isMet }) => {
    if (limit === 'double') return isMet
    const bounds = integerBounds[String(limit)]
    if (bounds === undefined) return isMet || !formats.some(other => other.isMet && other.limit === limit)
    if (!isWhole) return !isMet
    if (limit === 'int64') return isMet
    if (isMet) {
      tighten(limits, 'minimum', bounds[0])
      tighten(limits, 'maximum', bounds[1])
      return true
    }
    return limits.lowest < bounds[0] || limits.highest > bounds[1]
  })
}

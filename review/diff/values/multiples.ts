/** Whether a decimal number is a multiple of another. `%` cannot tell: 0.3 % 0.1 is not 0, because of rounding. */
export const isMultiple = (one: number, other: number): boolean =>
  Number.isInteger(Number((one / other).toPrecision(12)))

/** The least common multiple of decimal numbers; undefined for an empty list. */
export function leastCommonMultiple(numbers: readonly number[]): number | undefined {
  const [first, ...others] = numbers
  if (first === undefined) return undefined
  const scale = 10 ** Math.max(...numbers.map(decimalsOf))
  const whole = (number: number) => Math.round(number * scale)
  return (
    others.reduce((one, other) => (one / greatestCommonDivisor(one, whole(other))) * whole(other), whole(first)) / scale
  )
}

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other)

function decimalsOf(number: number): number {
  const [digits = '', exponent = '0'] = String(number).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}

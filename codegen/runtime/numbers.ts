import type { Check } from './check.ts'

/** 2020-12 validation, 6.1.1: 1.0 is an integer, and so is 1e300. */
export function wholeNumber(): Check<number> {
  return ({ value, issues }) => {
    if (!Number.isInteger(value)) issues.push({ code: 'invalid_type', expected: 'int', input: value })
  }
}

/** 2020-12 validation, 6.2.1, without rounding errors: 0.3 is a multiple of 0.1. */
export function multipleOf(divisor: number): Check<number> {
  return ({ value, issues }) => {
    if (!isMultiple(value, divisor)) issues.push({ code: 'not_multiple_of', divisor, input: value })
  }
}

/** Calculates with the decimal digits of both numbers, scaled to integers. */
export function isMultiple(value: number, divisor: number): boolean {
  const digits = (number: number): [bigint, number] => {
    const [mantissa = '', exponent = '0'] = number.toExponential().split('e')
    const [whole = '', fraction = ''] = mantissa.split('.')
    return [BigInt(whole + fraction), Number(exponent) - fraction.length]
  }
  const [a, scaleA] = digits(value)
  const [b, scaleB] = digits(divisor)
  const scale = Math.min(scaleA, scaleB)
  return (a * 10n ** BigInt(scaleA - scale)) % (b * 10n ** BigInt(scaleB - scale)) === 0n
}

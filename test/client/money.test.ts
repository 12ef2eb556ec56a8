import { fromMinorUnits, toMinorUnits } from '@clustrix/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalsOf, formatMoney } from '../../server/domain/money.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The currency codes that the server accepts. */
const currencies = LETTERS.flatMap(a => LETTERS.flatMap(b => LETTERS.map(c => a + b + c))).filter(code => {
  try {
    return decimalsOf(code) >= 0
  } catch {
    return false
  }
})

test('each currency has the same decimals as on the server', () => {
  expect(currencies.length).toBeGreaterThan(150)
  const wrong = currencies.filter(code => fromMinorUnits(12345n, code) !== formatMoney(12345, code))
  expect(wrong).toEqual([])
})

test('converting to a string and back gives the same amount, of any size and sign', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.constantFrom(...currencies), (minor, currency) => {
      expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor)
    }),
  )
})

import { fromMinorUnits, toMinorUnits } from '@clustrix/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalsOf, formatMoney } from '../../server/domain/money.ts'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The codes that the server knows. */
const currencies = LETTERS.flatMap(a => LETTERS.flatMap(b => LETTERS.map(c => a + b + c))).filter(code => {
  try {
    return decimalsOf(code) >= 0
  } catch {
    return false
  }
})

test('each currency has the decimals that the server gives it', () => {
  expect(currencies.length).toBeGreaterThan(150)
  const wrong = currencies.filter(code => fromMinorUnits(12345n, code) !== formatMoney(12345, code))
  expect(wrong).toEqual([])
})

test('there and back again is the same amount, of any size and sign', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.constantFrom(...currencies), (minor, currency) => {
      expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor)
    }),
  )
})

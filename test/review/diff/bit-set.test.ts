import { expect, test } from 'vitest'
import { BitSet } from '../../../review/diff/bit-set.ts'

const of = (...numbers: number[]) => {
  const bits = new BitSet(100)
  for (const number of numbers) bits.add(number)
  return bits
}

test('holds what was added, in order', () => {
  expect([...of(99, 0, 31, 32, 31)]).toEqual([0, 31, 32, 99])
  expect([of().isEmpty(), of(99).isEmpty()]).toEqual([true, false])
})

test('adds another set', () => {
  const bits = of(1)
  bits.addAll(of(64, 95))
  expect([...bits]).toEqual([1, 64, 95])
})

import { expect, test } from 'vitest'
import { ratios } from '../../../bench/server/rounds.ts'

test('a cost is compared with the cost of bare node:http in the same round', () => {
  expect(ratios([20, 60, 40], [10, 20, 40])).toEqual({ median: 2, lowest: 1, highest: 3 })
})

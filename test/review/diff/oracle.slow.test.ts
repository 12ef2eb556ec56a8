import { expect, test } from 'vitest'
import { runRandomPairs, runSafePairs } from './oracle/oracle.ts'

const SEED = 20_261_128

test('random pairs of schemas: whatever ajv refuses is breaking, and little else is', () => {
  const { pairs, witnesses, missed, alarms } = runRandomPairs(SEED, 4000)
  console.log(
    `${pairs} pairs, ${witnesses} with a witness, ${missed.length} missed, ${alarms.length} alarms without a witness`,
  )
  expect(missed).toEqual([])
  expect(witnesses).toBeGreaterThan(pairs / 5)
  expect(alarms.length).toBeLessThan((pairs - witnesses) * 0.05)
}, 1_200_000)

test('schemas that were rewritten or widened are not breaking', () => {
  expect(runSafePairs(SEED, 6000)).toEqual([])
}, 1_200_000)

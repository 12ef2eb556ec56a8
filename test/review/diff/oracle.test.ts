import { expect, test } from 'vitest'
import { runRandomPairs, runSafePairs } from './oracle/oracle.ts'

// A sample of oracle.slow.test.ts.
test('random pairs of schemas: whatever ajv refuses is breaking', () => {
  const { missed, witnesses } = runRandomPairs(1, 10, 40)
  expect(missed).toEqual([])
  expect(witnesses).toBeGreaterThan(1)
})

test('schemas that were rewritten or widened are not breaking', () => {
  expect(runSafePairs(1, 10)).toEqual([])
})

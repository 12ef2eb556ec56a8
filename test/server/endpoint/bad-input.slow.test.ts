import { expect, test } from 'vitest'
import { expectDeclaredResponses } from './bad-input.ts'

test('10,000 invalid requests get declared responses, and change nothing when refused', async () => {
  expect(await expectDeclaredResponses({ batches: 20 })).toBe(10_000)
}, 300_000)

import { expect, test } from 'vitest'
import { contract } from '../../support/app.ts'
import { CODES, expectDeclaredResponses } from './bad-input.ts'

test('1,000 invalid requests get declared responses, and change nothing when refused', async () => {
  expect(await expectDeclaredResponses({ batches: 2 })).toBe(1_000)
})

test('the expected codes include every declared error', () => {
  const declared = Object.values<Record<string, { responses?: object }>>(contract.paths).flatMap(item =>
    Object.values(item).flatMap(({ responses }) => Object.keys(responses ?? {})),
  )
  const others = ['429', '500', '503']
  const refusals = [...new Set(declared)].filter(status => Number(status) >= 400 && !others.includes(status))
  expect(Object.keys(CODES)).toEqual(expect.arrayContaining(refusals))
})

import { createClient, isApiError, type Limits } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { type Fault, faults } from './faults.ts'
import { serveFault } from './server.ts'
import { callOf, type Target, targets } from './targets.ts'

/** Short where time is what ends a call; where it is not, a busy machine shall not be taken for a server that hangs. */
const limitsFor = ({ comesTo }: Fault): Limits => ({
  maxRetries: 1,
  baseDelay: 1,
  maxDelay: 2,
  ...(comesTo === 'timeout' ? { attemptTimeout: 100, timeout: 3000 } : { attemptTimeout: 5000, timeout: 10_000 }),
})
const ENDLESS: Limits = { maxRetries: 1e6, attemptTimeout: 80, timeout: 150, baseDelay: 20 }
/** What a busy machine may add to a deadline, in milliseconds. */
const SLACK = 2000

/** What a call comes to, which must be an answer or an ApiError. */
async function outcomeOf(call: Promise<{ status: number }>): Promise<unknown> {
  try {
    return (await call).status
  } catch (error) {
    return isApiError(error) && error.status === 0 ? error.code : error
  }
}

const call = (baseUrl: string, target: Target, limits: Limits) =>
  callOf(createClient({ baseUrl, token: '2|any', ...limits }), target)

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const isBytes = !target.type.includes('json')
  const those = faults.filter(({ isOfJson }) => !(isOfJson && isBytes))

  test.concurrent.each(those)('$name', async fault => {
    const { baseUrl, requests } = await serveFault(fault, target)
    expect(await outcomeOf(call(baseUrl, target, limitsFor(fault)))).toBe(fault.comesTo)
    expect(requests()).toBe(fault.isPassing && target.isRepeated ? 2 : 1)
  })

  test.concurrent.each(those.filter(({ isPassing }) => isPassing))('$name, tried until the deadline', async fault => {
    const { baseUrl } = await serveFault(fault, target)
    const began = performance.now()
    const outcome = await outcomeOf(call(baseUrl, target, ENDLESS))
    expect([fault.comesTo, 'timeout']).toContain(outcome)
    expect(performance.now() - began).toBeLessThan(150 + SLACK)
  })

  test('nobody listens', async () => {
    expect(await outcomeOf(call('http://127.0.0.1:1', target, { maxRetries: 1, baseDelay: 1 }))).toBe('network')
  })
})

test('the operations are those of the contract, and only two of them are never repeated', () => {
  expect(targets.length).toBeGreaterThanOrEqual(14)
  expect(targets.filter(({ isRepeated }) => !isRepeated).map(({ id }) => id)).toEqual(['createToken', 'revokeToken'])
})

import { describe, expect, test } from 'vitest'
import { call, expectedResult, faultsOf, resultOf, resultOfTimeout, untilTimeout } from './fault-results.ts'
import { targets } from './targets.ts'

/** What a busy machine may add to the timeout of a call, in milliseconds. */
const SLACK = 5000

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const targetFaults = faultsOf(target)

  const timeouts = targetFaults.filter(({ outcome }) => outcome === 'timeout')

  test.each(timeouts)('$name', async fault => {
    expect(await resultOfTimeout(fault, target)).toEqual(expectedResult(fault, target))
  })

  test.concurrent.each(targetFaults.filter(fault => !timeouts.includes(fault)))('$name', async fault => {
    expect(await resultOf(fault, target)).toEqual(expectedResult(fault, target))
  })

  const temporary = targetFaults.filter(({ isTemporary }) => isTemporary)
  test.concurrent.each(temporary)('$name, retried until the timeout of the call', async fault => {
    const { outcome, milliseconds } = await untilTimeout(fault, target)
    expect([fault.outcome, 'timeout']).toContain(outcome)
    expect(milliseconds).toBeLessThan(150 + SLACK)
  })

  test('no server', async () => {
    expect(await call('http://127.0.0.1:1', target, { maxRetries: 1, baseDelay: 1 })).toBe('network')
  })
})

test('all operations are called, and only two of them are never retried', () => {
  expect(targets.length).toBeGreaterThanOrEqual(14)
  expect(targets.filter(({ isRepeatable }) => !isRepeatable).map(({ id }) => id)).toEqual([
    'createToken',
    'revokeToken',
  ])
})

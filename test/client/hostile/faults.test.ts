import { createClient, isApiError } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { loadDocument } from '../../../openapi/document.ts'
import { type Operation, operationsOf } from '../../../openapi/operations.ts'
import { faults, type Target } from './faults.ts'
import { serveFault } from './server.ts'

const LIMITS = { maxRetries: 1, attemptTimeout: 150, timeout: 500, baseDelay: 1, maxDelay: 2 }
/** What a busy machine may add to a deadline, in milliseconds. */
const SLACK = 1500

const REPEATED_BY_KEY = [
  'createTicket',
  'replyToTicket',
  'pauseSubscription',
  'resumeSubscription',
  'cancelSubscription',
]

const operations = operationsOf(loadDocument('openapi.yaml'))

function targetOf({ method, path, responses }: Operation): Target {
  const [status = '', response] = responses.find(([code]) => code.startsWith('2')) ?? []
  const [type = ''] = Object.keys(response?.value.content ?? {})
  return { method: method.toUpperCase(), path, success: Number(status), type }
}

/** What a call comes to, which must be an answer or an ApiError. */
async function outcomeOf(call: Promise<{ status: number }>): Promise<unknown> {
  try {
    return (await call).status
  } catch (error) {
    return isApiError(error) && error.status === 0 ? error.code : error
  }
}

const call = (baseUrl: string, { method, path }: Target) => {
  const api = createClient({ baseUrl, token: '2|any', ...LIMITS })
  const calls = api as unknown as Record<string, (path: string, init: object) => Promise<{ status: number }>>
  return calls[method]!(path, { params: { path: { id: 1 } }, ...(method === 'POST' && { body: { any: 'thing' } }) })
}

describe.each(operations.map(operation => [operation.id, operation] as const))('%s', (id, operation) => {
  const target = targetOf(operation)
  const isBytes = !target.type.includes('json')
  const isRepeated = target.method === 'GET' || REPEATED_BY_KEY.includes(id)

  test.concurrent.each(faults.filter(({ isOfJson }) => !(isOfJson && isBytes)))('$name', async fault => {
    const { baseUrl, requests } = await serveFault(fault, target)
    const began = performance.now()
    expect(await outcomeOf(call(baseUrl, target))).toBe(fault.comesTo)
    expect(performance.now() - began).toBeLessThan(LIMITS.timeout + SLACK)
    expect(requests()).toBe(fault.isPassing && isRepeated ? 2 : 1)
  })

  test('nobody listens', async () => {
    expect(await outcomeOf(call('http://127.0.0.1:1', target))).toBe('network')
  })
})

test('the operations are those of the contract, and most of them can be repeated', () => {
  expect(operations.length).toBeGreaterThanOrEqual(14)
  const ids = operations.map(({ id }) => id)
  expect(REPEATED_BY_KEY.filter(id => !ids.includes(id))).toEqual([])
})

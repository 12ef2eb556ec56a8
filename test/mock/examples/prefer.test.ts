import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '../../support/operations.ts'
import { errorErrors, startMock } from './served.ts'

const mock = await startMock()

describe('an unknown preference', () => {
  test.each([
    ['code=418', 'Prefer: code=418 is not declared. '],
    ['code=403', 'Prefer: code=403 is not declared. '],
    ['code=abc', 'Prefer: code must be a status code and example the name of an example. '],
    ['code', 'Prefer: code must be a status code and example the name of an example. '],
    ['code=200 example=me', 'Prefer: code must be a status code and example the name of an example. '],
    ['example=you', 'Prefer: 200 has no example you. '],
    ['code=401, example=me', 'Prefer: 401 has no example me. '],
    ['dynamic=true', 'Prefer: dynamic and seed are not supported, because random values violate the contract. '],
  ])('%s is a 400 that lists the declared responses', async (prefer, reason) => {
    const response = await mock.call('/api/v1/me', { prefer })
    const body = await response.json()
    const available =
      'getMe declares 200 (me), 401 (unauthenticated), 429 (rate_limited), 500 (server_error), 503 (unavailable).'
    expect([response.status, body]).toEqual([400, { message: `${reason}${available}`, code: 'malformed_request' }])
    expect(errorErrors(400, body)).toEqual([])
  })

  test('is refused for a response without a body too', async () => {
    const response = await mock.call('/api/v1/invoices/106/pdf', { prefer: 'code=304, example=document' })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'malformed_request' }])
  })
})

test.each(['respond-async', 'return=minimal', 'wait=10', ''])('the preference %j is ignored', async prefer => {
  const response = await mock.call('/api/v1/me', { headers: { Prefer: prefer } })
  expect(response.status, await response.text()).toBe(200)
})

test('an invalid request is refused, whatever the preference', async () => {
  const prefer = 'code=500'
  const statuses = [
    await mock.call('/api/v1/me', { prefer, token: false }),
    await mock.call('/api/v1/invoices/0', { prefer }),
    await mock.call('/api/v1/tickets', { prefer, body: '{', headers: { 'Content-Type': 'application/json' } }),
    await mock.call('/api/v1/tickets', { prefer, json: {} }),
    await mock.call('/api/v1/me', { prefer }),
  ].map(({ status }) => status)
  expect(statuses).toEqual([401, 404, 400, 422, 500])
})

/** The rows of the table in the README that starts with `| operation | Prefer |`. */
const documented = [
  ...readFileSync('mock/README.md', 'utf8').matchAll(/^\| (\w+) *\| `((?:code|example)=[^`]+)` *\|/gm),
].map(([, operation = '', prefer = '']) => ({ operation: operation.replace(/^any$/, 'getMe'), prefer }))

test('the README documents preferences', () => {
  expect(documented.length).toBeGreaterThan(5)
})

test.each(documented)('the README is right about $operation with $prefer', async ({ operation, prefer }) => {
  const { method, path, body } = operations.find(({ id }) => id === operation) ?? expect.fail(`no ${operation}`)
  const response = await mock.call(path, { method, prefer, ...(body && { json: body }) })
  expect(response.status, await response.text()).toBe(Number(/code=(\d+)/.exec(prefer)?.[1] ?? 200))
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '../support/operations.ts'
import { errorErrors, startMock } from './served.ts'

const mock = await startMock()

describe('a preference that cannot be met', () => {
  test.each([
    ['code=418', 'Prefer: code=418 is not declared. '],
    ['code=403', 'Prefer: code=403 is not declared. '],
    ['code=abc', 'Prefer: the code must be a status and the example a name. '],
    ['code', 'Prefer: the code must be a status and the example a name. '],
    ['code=200 example=me', 'Prefer: the code must be a status and the example a name. '],
    ['example=you', 'Prefer: 200 has no example you. '],
    ['code=401, example=me', 'Prefer: 401 has no example me. '],
    ['dynamic=true', 'Prefer: values made up at random break the contract. '],
  ])('%s is a 400 of its own, which says what there is', async (prefer, reason) => {
    const response = await mock.call('/api/v1/me', { prefer })
    const body = await response.json()
    const offer =
      'getMe answers 200 (me), 401 (unauthenticated), 429 (rate_limited), 500 (server_error), 503 (unavailable).'
    expect([response.status, body]).toEqual([400, { message: `${reason}${offer}`, code: 'malformed_request' }])
    expect(errorErrors(400, body)).toEqual([])
  })

  test('is told for a response without a body too', async () => {
    const response = await mock.call('/api/v1/invoices/106/pdf', { prefer: 'code=304, example=document' })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'malformed_request' }])
  })
})

test.each(['respond-async', 'return=minimal', 'wait=10', ''])('the preference %j is not for the mock', async prefer => {
  const response = await mock.call('/api/v1/me', { headers: { Prefer: prefer } })
  expect(response.status, await response.text()).toBe(200)
})

test('a bad request is refused whatever is preferred', async () => {
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
const shown = [
  ...readFileSync('mock/README.md', 'utf8').matchAll(/^\| (\w+) *\| `((?:code|example)=[^`]+)` *\|/gm),
].map(([, operation = '', prefer = '']) => ({ operation: operation.replace(/^any$/, 'getMe'), prefer }))

test('the README shows preferences', () => {
  expect(shown.length).toBeGreaterThan(5)
})

test.each(shown)('the README is right that $operation answers $prefer', async ({ operation, prefer }) => {
  const { method, path, body } = operations.find(({ id }) => id === operation) ?? expect.fail(`no ${operation}`)
  const response = await mock.call(path, { method, prefer, ...(body && { json: body }) })
  expect(response.status, await response.text()).toBe(Number(/code=(\d+)/.exec(prefer)?.[1] ?? 200))
})

import type { ClientOptions } from '@clustrix/client'
import { beforeEach, expect, test } from 'vitest'
import { pauseUntil } from '../../../examples/pause-until/pause-until.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { losingFirstPost, recordOutput, skipPauses, withApi } from '../running.ts'

let app: TestApp

beforeEach(() => {
  app = testApp()
})

async function pause(ids: number[] = [], options: Partial<ClientOptions> = {}, until = '2027-01-31') {
  const output = recordOutput()
  const isSuccess = await withApi(app, api => pauseUntil(api, until, ids, output), options)
  return { isSuccess, lines: output.lines }
}

const PAUSED = '31 Managed hosting — Business: paused until 2027-01-31T00:00:00Z'
const LONG_PAUSED = '32 Log archive 1 TB: already paused until 2026-12-15T00:00:00Z'

test('without IDs all active subscriptions are paused, the others are reported', async () => {
  expect(await pause()).toEqual({
    isSuccess: true,
    lines: [PAUSED, LONG_PAUSED, '33 Status page Pro: left as it is, trialing'],
  })
})

test('a second run reports them as already paused', async () => {
  await pause()
  const { isSuccess, lines } = await pause()
  expect(isSuccess).toBe(true)
  expect(lines[0]).toBe('31 Managed hosting — Business: already paused until 2027-01-31T00:00:00Z')
})

test('a pause without an end is reported as such', async () => {
  await withApi(app, api => api.orThrow.POST('/api/v1/subscriptions/{id}/pause', { params: { path: { id: 31 } } }))
  const { lines } = await pause([31])
  expect(lines).toEqual(['31 Managed hosting — Business: already paused until it is resumed'])
})

test('a subscription that was resumed is paused again', async () => {
  await pause([31])
  await withApi(app, api => api.orThrow.POST('/api/v1/subscriptions/{id}/resume', { params: { path: { id: 31 } } }))
  expect(await pause([31])).toEqual({ isSuccess: true, lines: [PAUSED] })
  // The server has really paused it.
  expect((await pause([31])).lines).toEqual([PAUSED.replace('paused', 'already paused')])
})

test('all given IDs are tried, in order', async () => {
  const { isSuccess, lines } = await pause([99, 35, 34, 33, 32, 31])
  expect(isSuccess).toBe(false)
  expect(lines).toEqual([
    expect.stringMatching(/^! 99: POST .* returned 404 not_found: Subscription not found\. \(request \S+\)$/),
    expect.stringMatching(/^! 35: POST .* returned 403 forbidden: /),
    expect.stringMatching(/^! 34: POST .* returned 422 invalid_state: A cancelled subscription cannot be paused\./),
    expect.stringMatching(/^! 33 Status page Pro: POST .* A trialing subscription cannot be paused\./),
    LONG_PAUSED,
    PAUSED,
  ])
})

test('a date in the past is refused by the server', async () => {
  const { isSuccess, lines } = await pause([31], {}, '2026-11-22')
  expect(isSuccess).toBe(false)
  expect(lines[0]).toMatch(/^! 31 Managed hosting — Business: .* The resume at field must be a date after now\./)
})

test('without subscriptions a line says so', async () => {
  const output = recordOutput()
  const isSuccess = await withApi(app, async api => {
    for (const id of [31, 32, 33])
      await api.orThrow.POST('/api/v1/subscriptions/{id}/cancel', { params: { path: { id } } })
    return pauseUntil(api, '2027-01-31', [], output)
  })
  expect({ isSuccess, lines: output.lines }).toEqual({ isSuccess: true, lines: ['There are no subscriptions'] })
})

test('the whole list is read before the first change', async () => {
  const order: string[] = []
  await pause([], { onRequest: ({ method }) => order.push(method) })
  expect(order).toEqual(['GET', 'POST'])
})

test('a lost response neither pauses twice nor fails', async () => {
  const { onRetry, pauses } = skipPauses(app)
  const fetch = losingFirstPost(app)
  expect(await pause([31], { fetch, onRetry })).toEqual({ isSuccess: true, lines: [PAUSED] })
  expect(pauses).toHaveLength(1)
})

test('the rate limit only delays a run', async () => {
  app = testApp({ settings: { rateLimit: 1 } })
  const { onRetry, pauses } = skipPauses(app)
  expect(await pause([31], { onRetry })).toEqual({ isSuccess: true, lines: [PAUSED] })
  expect(pauses).toEqual([60_000])
})

test('a list that cannot be read ends the run', async () => {
  const fetch = async () => Promise.reject(new TypeError('fetch failed'))
  await expect(pause([], { fetch, maxRetries: 0 })).rejects.toMatchObject({ code: 'network' })
})

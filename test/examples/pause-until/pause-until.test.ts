import type { ClientOptions } from '@clustrix/client'
import { beforeEach, expect, test } from 'vitest'
import { pauseUntil } from '../../../examples/pause-until/pause-until.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { jump, listener, losingFirstPost, withApi } from '../running.ts'

let app: TestApp

beforeEach(() => {
  app = testApp()
})

async function pause(ids: number[] = [], options: Partial<ClientOptions> = {}, until = '2027-01-31') {
  const output = listener()
  const isGood = await withApi(app, api => pauseUntil(api, until, ids, output), options)
  return { isGood, said: output.said }
}

const PAUSED = '31 Managed hosting — Business: paused until 2027-01-31T00:00:00Z'
const LONG_PAUSED = '32 Log archive 1 TB: already paused until 2026-12-15T00:00:00Z'

test('without ids all active ones are paused, and the others are said and left', async () => {
  expect(await pause()).toEqual({
    isGood: true,
    said: [PAUSED, LONG_PAUSED, '33 Status page Pro: left as it is, trialing'],
  })
})

test('a second run finds them paused', async () => {
  await pause()
  const { isGood, said } = await pause()
  expect(isGood).toBe(true)
  expect(said[0]).toBe('31 Managed hosting — Business: already paused until 2027-01-31T00:00:00Z')
})

test('one that is paused until it is resumed is said so', async () => {
  await withApi(app, api => api.orThrow.POST('/api/v1/subscriptions/{id}/pause', { params: { path: { id: 31 } } }))
  const { said } = await pause([31])
  expect(said).toEqual(['31 Managed hosting — Business: already paused until it is resumed'])
})

test('one that was resumed meanwhile is paused again', async () => {
  await pause([31])
  await withApi(app, api => api.orThrow.POST('/api/v1/subscriptions/{id}/resume', { params: { path: { id: 31 } } }))
  expect(await pause([31])).toEqual({ isGood: true, said: [PAUSED] })
  // What the server says is one thing, and what it did another.
  expect((await pause([31])).said).toEqual([PAUSED.replace('paused', 'already paused')])
})

test('of those that are named each is tried, in their order', async () => {
  const { isGood, said } = await pause([99, 35, 34, 33, 32, 31])
  expect(isGood).toBe(false)
  expect(said).toEqual([
    expect.stringMatching(/^! 99: POST .* returned 404 not_found: Subscription not found\. \(request \S+\)$/),
    expect.stringMatching(/^! 35: POST .* returned 403 forbidden: /),
    expect.stringMatching(/^! 34: POST .* returned 422 invalid_state: A cancelled subscription cannot be paused\./),
    expect.stringMatching(/^! 33 Status page Pro: POST .* A trialing subscription cannot be paused\./),
    LONG_PAUSED,
    PAUSED,
  ])
})

test('a day that is over is refused by the server', async () => {
  const { isGood, said } = await pause([31], {}, '2026-11-22')
  expect(isGood).toBe(false)
  expect(said[0]).toMatch(/^! 31 Managed hosting — Business: .* The resume at field must be a date after now\./)
})

test('whoever has none is told so', async () => {
  const output = listener()
  const isGood = await withApi(app, async api => {
    for (const id of [31, 32, 33])
      await api.orThrow.POST('/api/v1/subscriptions/{id}/cancel', { params: { path: { id } } })
    return pauseUntil(api, '2027-01-31', [], output)
  })
  expect({ isGood, said: output.said }).toEqual({ isGood: true, said: ['There are no subscriptions'] })
})

test('all ids are known before the first is changed', async () => {
  const order: string[] = []
  await pause([], { onRequest: ({ method }) => order.push(method) })
  expect(order).toEqual(['GET', 'POST'])
})

test('an answer that is lost does not pause twice, nor fail', async () => {
  const { onRetry, pauses } = jump(app)
  const fetch = losingFirstPost(app)
  expect(await pause([31], { fetch, onRetry })).toEqual({ isGood: true, said: [PAUSED] })
  expect(pauses).toHaveLength(1)
})

test('the rate limit delays a run and costs nothing', async () => {
  app = testApp({ settings: { rateLimit: 1 } })
  const { onRetry, pauses } = jump(app)
  expect(await pause([31], { onRetry })).toEqual({ isGood: true, said: [PAUSED] })
  expect(pauses).toEqual([60_000])
})

test('a list that cannot be had ends the run', async () => {
  const fetch = async () => Promise.reject(new TypeError('fetch failed'))
  await expect(pause([], { fetch, maxRetries: 0 })).rejects.toMatchObject({ code: 'network' })
})

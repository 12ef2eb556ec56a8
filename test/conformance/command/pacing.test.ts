import { expect, test } from 'vitest'
import { paced } from '../../../conformance/command/pacing.ts'
import type { SentRequest } from '../../../conformance/exchange/exchange.ts'

const START = Date.parse('2026-11-22T12:00:00Z')

/** A target with a fixed window and a clock that only waiting moves. */
function limitedTo(limit: number, { windowMs = 60_000, sendsHeaders = true } = {}) {
  let now = START
  let opened = Number.NEGATIVE_INFINITY
  let counted = 0
  const waits: number[] = []
  const limited: SentRequest[] = []
  const served: number[] = []
  let isStopping = false

  async function response(): Promise<Response> {
    if (now - opened >= windowMs) [opened, counted] = [now, 0]
    counted++
    const remaining = { 'X-RateLimit-Remaining': String(Math.max(0, limit - counted)) }
    if (counted <= limit) {
      served.push(now - START)
      return new Response('{}', { headers: sendsHeaders ? remaining : {} })
    }
    const retryAfter = String(Math.ceil((opened + windowMs - now) / 1000))
    return new Response('{}', { status: 429, headers: { ...remaining, 'Retry-After': retryAfter } })
  }

  const send = paced(response, {
    now: () => now,
    async sleep(ms) {
      waits.push(ms)
      now += ms
    },
    isStopping: () => isStopping,
    onLimited: sent => limited.push(sent),
  })
  const hurry = () => {
    isStopping = true
  }
  return { send, waits, limited, served, hurry, pass: (ms: number) => (now += ms) }
}

const request = (token = 'a'): SentRequest => ({ method: 'GET', path: '/', headers: { authorization: token } })

test('waits for the next window instead of exceeding the limit', async () => {
  const { send, waits, limited, served, pass } = limitedTo(3)
  for (let i = 0; i < 7; i++) {
    expect((await send(request())).status).toBe(200)
    pass(1000)
  }
  // Three per window; seconds already passed count.
  expect(waits).toEqual([57_000, 57_000])
  expect(served).toEqual([0, 1000, 2000, 60_000, 61_000, 62_000, 120_000])
  expect(limited).toEqual([])
})

test('counts each token and requests without a token separately', async () => {
  const waits: number[] = []
  const send = paced(async () => new Response('', { headers: { 'X-RateLimit-Remaining': '0' } }), {
    now: () => START,
    sleep: async ms => void waits.push(ms),
    isStopping: () => false,
    onLimited() {},
  })
  const anonymous: SentRequest = { method: 'GET', path: '/', headers: {} }
  for (const sent of [request('a'), request('b'), anonymous]) await send(sent)
  expect(waits).toEqual([])
  await send(request('b'))
  expect(waits).toEqual([60_000])
})

test('retries after Retry-After and reports the 429', async () => {
  const { send, waits, limited } = limitedTo(1, { windowMs: 30_000, sendsHeaders: false })
  await send(request())
  expect((await send(request())).status).toBe(200)
  expect(waits).toEqual([30_000])
  expect(limited).toEqual([request()])
})

test('returns a fourth 429', async () => {
  const { send, waits, limited } = limitedTo(0, { windowMs: 10_000 })
  expect((await send(request())).status).toBe(429)
  expect(waits).toEqual([10_000, 10_000, 10_000])
  expect(limited).toHaveLength(3)
})

test.each([
  ['Retry-After as a date', { 'Retry-After': 'Sun, 22 Nov 2026 12:00:20 GMT' }, 20_000],
  ['X-RateLimit-Reset alone', { 'X-RateLimit-Reset': String(START / 1000 + 5) }, 5000],
])('waits as a 429 says: %s', async (_, headers, wait) => {
  const waits: number[] = []
  const responses = [new Response('', { status: 429, headers }), new Response('')]
  const send = paced(async () => responses.shift()!, {
    now: () => START,
    sleep: async ms => void waits.push(ms),
    isStopping: () => false,
    onLimited() {},
  })
  expect((await send(request())).status).toBe(200)
  expect(waits).toEqual([wait])
})

test.each([
  ['no Retry-After', {}],
  ['an invalid Retry-After', { 'Retry-After': 'soon' }],
  ['an implausible X-RateLimit-Reset', { 'X-RateLimit-Reset': '1' }],
])('returns a 429 at once that tells no time: %s', async (_, headers) => {
  const send = paced(async () => new Response('', { status: 429, headers }), {
    now: () => START,
    sleep: async () => expect.unreachable('nothing is to be waited for'),
    isStopping: () => false,
    onLimited: () => expect.unreachable('it is not waited out'),
  })
  for (const _ of [1, 2, 3]) expect((await send(request())).status).toBe(429)
})

test('waits only once for a target that always says that nothing is left', async () => {
  const waits: number[] = []
  const send = paced(async () => new Response('', { headers: { 'X-RateLimit-Remaining': '0' } }), {
    now: () => START,
    sleep: async ms => void waits.push(ms),
    isStopping: () => false,
    onLimited() {},
  })
  for (let i = 0; i < 5; i++) await send(request())
  expect(waits).toEqual([60_000])
})

test.each([
  ['used', START / 1000 + 12, 12_000],
  ['ignored if implausible', START / 1000 + 86_400, 60_000],
])('X-RateLimit-Reset is %s', async (_, reset, wait) => {
  const waits: number[] = []
  const headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(reset) }
  const send = paced(async () => new Response('', { headers }), {
    now: () => START,
    sleep: async ms => void waits.push(ms),
    isStopping: () => false,
    onLimited() {},
  })
  await send(request())
  await send(request())
  expect(waits).toEqual([wait])
})

test('does not wait while stopping', async () => {
  const { send, waits, limited, hurry } = limitedTo(1)
  await send(request())
  hurry()
  expect((await send(request())).status).toBe(429)
  expect([waits, limited]).toEqual([[], []])
})

test('does not wait for days', async () => {
  const { send } = limitedTo(0, { windowMs: 86_400_000 })
  await expect(send(request())).rejects.toThrow(
    "The target's rate limit rejects all requests for 1440 minutes; try again later",
  )
})

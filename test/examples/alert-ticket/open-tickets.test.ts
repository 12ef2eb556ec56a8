import type { ClientOptions } from '@clustrix/client'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Alert } from '../../../examples/alert-ticket/alerts.ts'
import { openTickets } from '../../../examples/alert-ticket/open-tickets.ts'
import { referenceOf } from '../../../examples/alert-ticket/ticket.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { jump, listener, losingFirstPost, withApi } from '../running.ts'
import { alert } from './alert.ts'

const other: Alert = { ...alert, labels: { alertname: 'HighLoad' }, fingerprint: 'b1b2c3d4e5f60718' }

const HOUR = 60 * 60 * 1000

let app: TestApp

beforeEach(() => {
  app = testApp({ settings: { rateLimit: 1000 } })
})

async function open(alerts: Alert[], options: Partial<ClientOptions> = {}) {
  const output = listener()
  const isGood = await withApi(app, api => openTickets(api, alerts, output), options)
  return { isGood, said: output.said }
}

/** The subjects of the tickets that alerts opened, newest first. */
async function opened(): Promise<string[]> {
  const { data } = await withApi(app, api =>
    api.orThrow.GET('/api/v1/tickets', { params: { query: { per_page: 100 } } }),
  )
  return data.data.map(({ subject }) => subject).filter(subject => subject.includes('[alert '))
}

/** Opens tickets that no alert is behind. */
const ask = (count: number) =>
  withApi(app, async api => {
    for (let number = 1; number <= count; number += 1)
      await api.orThrow.POST('/api/v1/tickets', { body: { subject: `Question ${number}`, body: 'Why?' } })
  })

test('each firing alert opens a ticket, a resolved one none', async () => {
  const resolved: Alert = { ...alert, status: 'resolved', fingerprint: 'c1b2c3d4e5f60718' }
  const { isGood, said } = await open([alert, resolved, other])
  expect(isGood).toBe(true)
  expect(said).toEqual([
    '2 firing, 1 resolved',
    'DiskFull on web-3: TKT-2026-0007 opened',
    'HighLoad: TKT-2026-0008 opened',
  ])
  expect(await opened()).toEqual([`HighLoad ${referenceOf(other)}`, `DiskFull on web-3 ${referenceOf(alert)}`])
})

test('resolved alerts alone ask nothing of the server', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed'))
  expect(await open([{ ...alert, status: 'resolved' }], { fetch })).toEqual({
    isGood: true,
    said: ['0 firing, 1 resolved'],
  })
})

describe('the same alert opens one ticket', () => {
  const again = 'DiskFull on web-3: TKT-2026-0007 was opened before'

  test('when it comes twice', async () => {
    await open([alert])
    expect((await open([alert])).said).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('when it comes twice in one message', async () => {
    expect((await open([alert, alert])).said).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('when it comes with another text', async () => {
    await open([alert])
    expect((await open([{ ...alert, annotations: { summary: 'Now 98 %' } }])).said).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('when it still fires after the 24 hours of a key', async () => {
    await open([alert])
    app.clock.advance(100 * HOUR)
    expect((await open([alert])).said).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('when it is found on a later page', async () => {
    await open([alert])
    await ask(100)
    app.clock.advance(30 * HOUR)
    expect((await open([alert])).said).toContain(again)
  })

  test('when the clock of the server is late, so that its ticket is older than it', async () => {
    app.clock.set('2026-11-22T11:00:00Z')
    await open([alert])
    await ask(100)
    app.clock.advance(30 * HOUR)
    expect((await open([alert])).said).toContain(again)
  })

  test('when tickets stand in another order than they were opened', async () => {
    await open([alert])
    await ask(99)
    app.clock.set('2026-11-01T00:00:00Z')
    await ask(1)
    app.clock.set('2026-11-24T00:00:00Z')
    expect((await open([alert])).said).toContain(again)
  })

  test.each([
    ['the same text', alert.annotations],
    ['another text', { summary: 'Now 98 %' }],
  ])('when two programs get it at once, with %s', async (_what, annotations) => {
    // Both look for it before either opens it.
    let waiting = 2
    const all = Promise.withResolvers<void>()
    const fetch = async (request: Request) => {
      const response = await app.fetch(request)
      if (request.method === 'GET' && --waiting === 0) all.resolve()
      if (request.method === 'GET') await all.promise
      return response
    }
    const both = await Promise.all([open([alert], { fetch }), open([{ ...alert, annotations }], { fetch })])
    expect(both.map(({ isGood }) => isGood)).toEqual([true, true])
    const lines = both.flatMap(({ said }) => said.slice(1))
    expect(lines.filter(line => line.endsWith(' opened'))).toHaveLength(1)
    expect(lines.filter(line => line.endsWith(' was opened before'))).toHaveLength(1)
    expect(await opened()).toHaveLength(1)
  })

  test('when the answer is lost, and the program is run again', async () => {
    const fetch = async (request: Request) => {
      const response = await app.fetch(request)
      if (request.method === 'POST') throw new TypeError('fetch failed')
      return response
    }
    const first = await open([alert], { fetch, maxRetries: 0 })
    expect(first.isGood).toBe(false)
    expect(first.said[1]).toMatch(/^! DiskFull on web-3: POST .* failed: fetch failed$/)
    expect((await open([alert])).said).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('when an answer is lost and the client tries again', async () => {
    const { onRetry, pauses } = jump(app)
    const fetch = losingFirstPost(app)
    expect((await open([alert], { fetch, onRetry })).isGood).toBe(true)
    expect(pauses).toHaveLength(1)
    expect(await opened()).toHaveLength(1)
  })

  test('when the rate limit stands in between', async () => {
    app = testApp({ settings: { rateLimit: 2 } })
    const { onRetry, pauses } = jump(app)
    const { isGood, said } = await open([alert, other], { onRetry })
    expect(isGood).toBe(true)
    expect(said.slice(1)).toEqual(['DiskFull on web-3: TKT-2026-0007 opened', 'HighLoad: TKT-2026-0008 opened'])
    expect(pauses).toEqual([60_000])
    app.clock.advance(HOUR)
    expect(await opened()).toHaveLength(2)
  })
})

test('another outbreak of an alert opens another ticket', async () => {
  await open([alert])
  await open([{ ...alert, startsAt: '2026-11-22T11:59:00.000Z' }])
  expect(await opened()).toHaveLength(2)
})

test('one that cannot be opened does not hold up the others', async () => {
  const refused = { ...alert, fingerprint: 'c1b2c3d4e5f60718', labels: { alertname: 'Refused' } }
  const fetch = async (request: Request) => {
    const isRefused = request.method === 'POST' && (await request.clone().text()).includes('Refused')
    return isRefused ? app.call('/api/v1/tickets', { json: {}, token: await app.login() }) : app.fetch(request)
  }
  const { isGood, said } = await open([refused, alert], { fetch })
  expect(isGood).toBe(false)
  expect(said[1]).toMatch(/^! Refused: POST .* returned 422 validation_failed: .* \(request \S+\)$/)
  expect(said[2]).toBe('DiskFull on web-3: TKT-2026-0007 opened')
})

test('tickets that are too old to be of the alert are not asked for', async () => {
  app.clock.set('2026-11-20T00:00:00Z')
  await ask(120)
  app.clock.set('2026-11-22T12:00:00Z')
  const asked: string[] = []
  await open([alert], { onResponse: ({ method }) => asked.push(method) })
  expect(asked).toEqual(['GET', 'POST'])
})

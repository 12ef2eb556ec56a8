import type { ClientOptions } from '@clustrix/client'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Alert } from '../../../examples/alert-ticket/alerts.ts'
import { openTickets } from '../../../examples/alert-ticket/open-tickets.ts'
import { referenceOf } from '../../../examples/alert-ticket/ticket.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { losingFirstPost, recordOutput, skipPauses, withApi } from '../running.ts'
import { alert } from './alert.ts'

const other: Alert = { ...alert, labels: { alertname: 'HighLoad' }, fingerprint: 'b1b2c3d4e5f60718' }

const HOUR = 60 * 60 * 1000

let app: TestApp

beforeEach(() => {
  app = testApp({ settings: { rateLimit: 1000 } })
})

async function open(alerts: Alert[], options: Partial<ClientOptions> = {}) {
  const output = recordOutput()
  const isSuccess = await withApi(app, api => openTickets(api, alerts, output), options)
  return { isSuccess, lines: output.lines }
}

/** The subjects of the tickets that alerts opened, newest first. */
async function opened(): Promise<string[]> {
  const { data } = await withApi(app, api =>
    api.orThrow.GET('/api/v1/tickets', { params: { query: { per_page: 100 } } }),
  )
  return data.data.map(({ subject }) => subject).filter(subject => subject.includes('[alert '))
}

/** Creates tickets that belong to no alert. */
const createOtherTickets = (count: number) =>
  withApi(app, async api => {
    for (let number = 1; number <= count; number += 1)
      await api.orThrow.POST('/api/v1/tickets', { body: { subject: `Question ${number}`, body: 'Why?' } })
  })

test('each firing alert opens a ticket, a resolved one does not', async () => {
  const resolved: Alert = { ...alert, status: 'resolved', fingerprint: 'c1b2c3d4e5f60718' }
  const { isSuccess, lines } = await open([alert, resolved, other])
  expect(isSuccess).toBe(true)
  expect(lines).toEqual([
    '2 firing, 1 resolved',
    'DiskFull on web-3: TKT-2026-0007 opened',
    'HighLoad: TKT-2026-0008 opened',
  ])
  expect(await opened()).toEqual([`HighLoad ${referenceOf(other)}`, `DiskFull on web-3 ${referenceOf(alert)}`])
})

test('only resolved alerts: nothing is sent', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed'))
  expect(await open([{ ...alert, status: 'resolved' }], { fetch })).toEqual({
    isSuccess: true,
    lines: ['0 firing, 1 resolved'],
  })
})

describe('the same alert opens one ticket', () => {
  const again = 'DiskFull on web-3: TKT-2026-0007 was opened before'

  test('if it arrives twice', async () => {
    await open([alert])
    expect((await open([alert])).lines).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('if it arrives twice in one message', async () => {
    expect((await open([alert, alert])).lines).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('if it arrives with another text', async () => {
    await open([alert])
    expect((await open([{ ...alert, annotations: { summary: 'Now 98 %' } }])).lines).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('if it still fires after the 24 hours of a key', async () => {
    await open([alert])
    app.clock.advance(100 * HOUR)
    expect((await open([alert])).lines).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('if its ticket is on a later page', async () => {
    await open([alert])
    await createOtherTickets(100)
    app.clock.advance(30 * HOUR)
    expect((await open([alert])).lines).toContain(again)
  })

  test('if the clock of the server is slow, so that the ticket is older than the alert', async () => {
    app.clock.set('2026-11-22T11:00:00Z')
    await open([alert])
    await createOtherTickets(100)
    app.clock.advance(30 * HOUR)
    expect((await open([alert])).lines).toContain(again)
  })

  test('if tickets are in another order than they were created', async () => {
    await open([alert])
    await createOtherTickets(99)
    app.clock.set('2026-11-01T00:00:00Z')
    await createOtherTickets(1)
    app.clock.set('2026-11-24T00:00:00Z')
    expect((await open([alert])).lines).toContain(again)
  })

  test.each([
    ['the same text', alert.annotations],
    ['another text', { summary: 'Now 98 %' }],
  ])('if two programs receive it at once, with %s', async (_what, annotations) => {
    // Both look for the ticket before either creates it.
    let waiting = 2
    const all = Promise.withResolvers<void>()
    const fetch = async (request: Request) => {
      const response = await app.fetch(request)
      if (request.method === 'GET' && --waiting === 0) all.resolve()
      if (request.method === 'GET') await all.promise
      return response
    }
    const both = await Promise.all([open([alert], { fetch }), open([{ ...alert, annotations }], { fetch })])
    expect(both.map(({ isSuccess }) => isSuccess)).toEqual([true, true])
    const lines = both.flatMap(({ lines }) => lines.slice(1))
    expect(lines.filter(line => line.endsWith(' opened'))).toHaveLength(1)
    expect(lines.filter(line => line.endsWith(' was opened before'))).toHaveLength(1)
    expect(await opened()).toHaveLength(1)
  })

  test('if the response is lost and the program is run again', async () => {
    const fetch = async (request: Request) => {
      const response = await app.fetch(request)
      if (request.method === 'POST') throw new TypeError('fetch failed')
      return response
    }
    const first = await open([alert], { fetch, maxRetries: 0 })
    expect(first.isSuccess).toBe(false)
    expect(first.lines[1]).toMatch(/^! DiskFull on web-3: POST .* failed: fetch failed$/)
    expect((await open([alert])).lines).toContain(again)
    expect(await opened()).toHaveLength(1)
  })

  test('if the response is lost and the client retries', async () => {
    const { onRetry, pauses } = skipPauses(app)
    const fetch = losingFirstPost(app)
    expect((await open([alert], { fetch, onRetry })).isSuccess).toBe(true)
    expect(pauses).toHaveLength(1)
    expect(await opened()).toHaveLength(1)
  })

  test('if the rate limit delays it', async () => {
    app = testApp({ settings: { rateLimit: 2 } })
    const { onRetry, pauses } = skipPauses(app)
    const { isSuccess, lines } = await open([alert, other], { onRetry })
    expect(isSuccess).toBe(true)
    expect(lines.slice(1)).toEqual(['DiskFull on web-3: TKT-2026-0007 opened', 'HighLoad: TKT-2026-0008 opened'])
    expect(pauses).toEqual([60_000])
    app.clock.advance(HOUR)
    expect(await opened()).toHaveLength(2)
  })
})

test('an alert that fires again opens another ticket', async () => {
  await open([alert])
  await open([{ ...alert, startsAt: '2026-11-22T11:59:00.000Z' }])
  expect(await opened()).toHaveLength(2)
})

test('if one ticket cannot be created, the others are', async () => {
  const refused = { ...alert, fingerprint: 'c1b2c3d4e5f60718', labels: { alertname: 'Refused' } }
  const fetch = async (request: Request) => {
    const isRefused = request.method === 'POST' && (await request.clone().text()).includes('Refused')
    return isRefused ? app.call('/api/v1/tickets', { json: {}, token: await app.login() }) : app.fetch(request)
  }
  const { isSuccess, lines } = await open([refused, alert], { fetch })
  expect(isSuccess).toBe(false)
  expect(lines[1]).toMatch(/^! Refused: POST .* returned 422 validation_failed: .* \(request \S+\)$/)
  expect(lines[2]).toBe('DiskFull on web-3: TKT-2026-0007 opened')
})

test('pages of tickets that are older than the alert are not requested', async () => {
  app.clock.set('2026-11-20T00:00:00Z')
  await createOtherTickets(120)
  app.clock.set('2026-11-22T12:00:00Z')
  const methods: string[] = []
  await open([alert], { onResponse: ({ method }) => methods.push(method) })
  expect(methods).toEqual(['GET', 'POST'])
})

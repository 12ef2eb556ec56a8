import { describe, expect, test } from 'vitest'
import { cut, keyOf, referenceOf, ticketOf } from '../../../examples/alert-ticket/ticket.ts'
import { testApp } from '../../support/app.ts'
import { withApi } from '../running.ts'
import { alert } from './alert.ts'

test('a ticket names the alert, its start and its link', () => {
  expect(ticketOf(alert)).toEqual({
    subject: `DiskFull on web-3 ${referenceOf(alert)}`,
    body: `DiskFull on web-3 since 2026-11-22T11:58:00.000Z

summary: The disk of web-3 is 97 % full

alertname: DiskFull
instance: web-3
severity: critical

http://prometheus.example/graph?g0.expr=disk`,
    priority: 'urgent',
    category: 'technical',
  })
})

test.each([
  [{ severity: 'warning' }, 'medium'],
  [{ severity: 'error' }, 'high'],
  [{ severity: 'info' }, 'low'],
  [{ severity: 'apocalyptic' }, 'medium'],
  [{ severity: 'constructor' }, 'medium'],
  [{}, 'medium'],
])('labels %j give priority %s', (labels, priority) => {
  expect(ticketOf({ ...alert, labels })).toMatchObject({ priority, subject: `Alert ${referenceOf(alert)}` })
})

describe('the key', () => {
  test.each([
    ['another text', { annotations: { summary: 'Now 98 %' } }],
    ['other labels, which its fingerprint names', { labels: {} }],
  ])('stays the same with %s', (_what, change) => {
    expect(keyOf({ ...alert, ...change })).toBe(keyOf(alert))
  })

  test.each([
    ['another alert', { fingerprint: 'b1b2c3d4e5f60718' }],
    ['another start', { startsAt: '2026-11-22T11:59:00.000Z' }],
  ])('changes with %s, and so does the reference', (_what, change) => {
    expect(keyOf({ ...alert, ...change })).not.toBe(keyOf(alert))
    expect(referenceOf({ ...alert, ...change })).not.toBe(referenceOf(alert))
  })
})

describe('a text', () => {
  test.each([
    ['', 3, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['🎄🎄🎄', 3, '🎄🎄🎄'],
    ['🎄🎄🎄🎄', 3, '🎄🎄…'],
  ])('%j truncated to %d code points is %j', (text, most, kept) => {
    expect(cut(text, most)).toBe(kept)
  })

  test.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'a…'],
    ['🎄🎄', 8, '🎄🎄'],
    ['🎄🎄🎄', 8, '🎄…'],
    ['\n\n', 4, '\n\n'],
    ['\n\n\n', 5, '\n…'],
  ])('%j truncated to %d bytes of JSON is %j', (text, bytes, kept) => {
    expect(cut(text, 99, bytes)).toBe(kept)
  })
})

const app = testApp({ settings: { loginRateLimit: 100, loginAddressRateLimit: 100 } })

test.each([
  ['a long line', 'x'.repeat(30_000)],
  ['emoji', '🎄'.repeat(30_000)],
  ['what JSON escapes at length', '\u0001'.repeat(30_000)],
  ['NUL and half a surrogate pair', 'a\0b\ud83cc'],
  ['blank lines', '\n \n'],
  ['nothing', ''],
])('the server takes a ticket with %s in every text', async (_what, text) => {
  const labels = { alertname: text, instance: text, [text]: text }
  const body = ticketOf({ ...alert, labels, annotations: { summary: text }, generatorURL: text })
  const { status } = await withApi(app, api => api.POST('/api/v1/tickets', { body }))
  expect(status).toBe(201)
  expect([...body.subject].length).toBeLessThanOrEqual(255)
  expect([...body.body].length).toBeLessThanOrEqual(20_000)
  expect(body.subject.endsWith(` ${referenceOf(alert)}`)).toBe(true)
})

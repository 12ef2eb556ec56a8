import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { createLog, type LogEntry } from '../../server/log.ts'
import { ACME, NOON, testApp } from '../support/app.ts'

function logger(least: Parameters<typeof createLog>[0]) {
  const lines: string[] = []
  return {
    lines,
    log: createLog(
      least,
      line => lines.push(line),
      () => NOON,
    ),
  }
}

test('an entry is one JSON line with its time first', () => {
  const { lines, log } = logger('info')
  log({ level: 'info', event: 'request', path: '/api/v1/me', status: 200 })
  expect(lines).toEqual([
    '{"time":"2026-11-22T12:00:00.000Z","level":"info","event":"request","path":"/api/v1/me","status":200}\n',
  ])
})

test.each([
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['silent', []],
] as const)('LOG_LEVEL=%s writes %j', (least, written) => {
  const { lines, log } = logger(least)
  for (const level of ['info', 'warn', 'error'] as const) log({ level, event: 'x' })
  expect(lines.map(line => JSON.parse(line).level)).toEqual(written)
})

test('no text of a user starts a line of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, error) => {
      const { lines, log } = logger('info')
      log({ level: 'warn', event: 'x', path, error })
      expect(lines.join('').match(/[\p{Cc}\u2028\u2029]/gu)?.length).toBe(1)
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: path.toWellFormed(), error: error.toWellFormed() })
    }),
    { numRuns: 100, examples: [['/a\n{"level":"error"}', '\u2028\r\n\u0085\u009b2J']] },
  )
})

describe('what the app logs', () => {
  /** Everything that must not be read by whoever reads logs. */
  async function useEverything() {
    const app = testApp()
    const token = await app.login()
    await app.call('/api/v1/auth/token', { json: { email: ACME, password: 'wrong hunter2' } })
    await app.call('/api/v1/auth/token', {
      body: `{"email":"${ACME}","password":"torn hunter2`,
      headers: { 'Content-Type': 'application/json' },
    })
    await app.call(`/api/v1/me?token=${encodeURIComponent(token)}`, { token })
    await app.call('/api/v1/me', { token: `${token.slice(0, -1)}x` })
    await app.call('/api/v1/tickets', { token, json: { subject: 'My secret subject', body: 'My secret body' } })
    await app.call('/api/v1/tickets', { token, json: { subject: 'My secret subject', hunter2: 1 } })
    await app.call('/api/v1/invoices/102', { token })
    return { logged: app.logged, token }
  }

  test('is one entry a request, with who asked for what and how it ended', async () => {
    const { logged } = await useEverything()
    const seen = (entry: LogEntry) => [entry.event, entry.operation, entry.status, entry.user_id, entry.error]
    expect(logged.map(seen)).toEqual([
      ['request', 'createToken', 200, 7, undefined],
      ['request', 'createToken', 422, undefined, 'validation_failed'],
      ['request', 'createToken', 400, undefined, 'malformed_body'],
      ['request', 'getMe', 200, 7, undefined],
      ['request', 'getMe', 401, undefined, 'unauthenticated'],
      ['request', 'createTicket', 201, 7, undefined],
      ['request', 'createTicket', 422, 7, 'validation_failed'],
      ['request', 'getInvoice', 403, 7, 'forbidden'],
    ])
  })

  test('has an id that the answer has too, and only fields that are declared', async () => {
    const app = testApp()
    const response = await app.call('/api/v1/me')
    expect(app.logged).toEqual([
      {
        level: 'info',
        event: 'request',
        request_id: response.headers.get('x-request-id'),
        method: 'GET',
        path: '/api/v1/me',
        operation: 'getMe',
        status: 401,
        ms: expect.any(Number),
        error: 'unauthenticated',
        peer: 'in-process',
      },
    ])
  })

  test('holds no password, token, query or text of a customer', async () => {
    const { logged, token } = await useEverything()
    const text = JSON.stringify(logged)
    const secrets = [DEMO_PASSWORD, 'hunter2', token, token.split('|')[1] ?? '', 'secret', 'Bearer', ACME, '?', '%7C']
    expect(secrets.filter(secret => text.includes(secret))).toEqual([])
  })
})

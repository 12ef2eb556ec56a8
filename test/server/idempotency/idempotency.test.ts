import { describe, expect, test } from 'vitest'
import { KEPT_FOR } from '../../../server/idempotency/idempotency.ts'
import { ACME_SECOND, BJORN, type Call } from '../../support/app.ts'
import { type Caller, caller } from '../../support/caller.ts'
import { foreignId, operations } from '../../support/operations.ts'
import { errorResponse, notFound, readResponse, validationError } from '../../support/responses.ts'
import { stateOf } from '../../support/state.ts'

const RESUME = '/api/v1/subscriptions/32/resume'
const TICKETS = '/api/v1/tickets'
const ticket = { subject: 's', body: 'b' }
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const reused = {
  status: 422,
  message: 'This Idempotency-Key was used with a different request.',
  code: 'idempotency_key_reused',
  errors: { idempotency_key: ['This Idempotency-Key was used with a different request.'] },
}
const idempotent = operations.filter(({ isIdempotent }) => isIdempotent)

const keyed = (key: string, call: Call = {}): Call => ({
  ...call,
  headers: { 'Idempotency-Key': key, ...call.headers },
})

const open = (session: Caller, key: string, json: unknown = ticket) => session.send(TICKETS, keyed(key, { json }))

const count = async ({ database }: Caller, table: string) =>
  (await database.all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n

describe.each(idempotent)('$id', operation => {
  const call = keyed('k-1', { method: operation.method, ...(operation.body && { json: operation.body }) })

  test('returns the same response again, except for request ID and limits, and changes nothing', async () => {
    const session = await caller()
    const first = await session.send(operation.path, call)
    const after = await stateOf(session.database)
    const again = await session.send(operation.path, call)
    expect([again.status, await again.text()]).toEqual([first.status, await first.text()])
    for (const name of ['location', 'content-type', 'cache-control']) {
      expect(again.headers.get(name)).toBe(first.headers.get(name))
    }
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    expect([first, again].map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['59', '58'])
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect(await stateOf(session.database)).toBe(after)
  })

  test('does its work once for 20 simultaneous requests', async () => {
    const session = await caller()
    const before = await count(session, 'tickets')
    const replies = await count(session, 'ticket_replies')
    const responses = await Promise.all(Array.from({ length: 20 }, () => session.send(operation.path, call)))
    const bodies = await Promise.all(responses.map(response => response.text()))
    expect(new Set(responses.map(({ status }, at) => `${status} ${bodies[at]}`)).size, bodies.join('\n')).toBe(1)
    expect(responses.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(19)
    expect(await count(session, 'idempotency_keys')).toBe(1)
    const added = { createTicket: [1, 0], replyToTicket: [0, 1] }[operation.id] ?? [0, 0]
    expect([await count(session, 'tickets'), await count(session, 'ticket_replies')]).toEqual([
      (before ?? 0) + (added[0] ?? 0),
      (replies ?? 0) + (added[1] ?? 0),
    ])
  })

  test.each([
    ['""', 'is required.'],
    ['', 'is required.'],
    ['caf\u00e9', 'must not contain invalid characters.'],
    ['a\tb', 'must not contain invalid characters.'],
    ['\u007f', 'must not contain invalid characters.'],
    ['x'.repeat(256), 'must not be greater than 255 characters.'],
    [`"${'x'.repeat(256)}"`, 'must not be greater than 255 characters.'],
  ])('refuses the key %j before it validates the fields', async (key, rule) => {
    const session = await caller()
    const response = await readResponse(
      await session.send(operation.path, keyed(key, { method: 'POST', json: { unknown: 1 } })),
    )
    expect(response).toEqual(validationError({ idempotency_key: `The idempotency key field ${rule}` }))
    expect(await count(session, 'idempotency_keys')).toBe(0)
  })

  test('without a key does its work each time, and stores no response', async () => {
    const session = await caller()
    const { 'Idempotency-Key': _, ...headers } = call.headers ?? {}
    const response = await session.send(operation.path, { ...call, headers })
    expect(response.ok, await response.text()).toBe(true)
    expect(await count(session, 'idempotency_keys')).toBe(0)
  })
})

describe.each(idempotent.filter(({ hasId }) => hasId))('$id', operation => {
  test.each([
    ['foreign', errorResponse(403), operation.pathOf(foreignId(operation.tag))],
    ['unknown', notFound(operation.tag.slice(0, -1)), operation.pathOf(999_999)],
  ])('with a %s ID stores no response for any key', async (_, expected, path) => {
    const session = await caller()
    for (const key of ['k', '""', 'x'.repeat(300)]) {
      for (const json of [operation.body, { unknown: 1 }]) {
        const response = await readResponse(
          await session.send(path, keyed(key, { method: 'POST', ...(json && { json }) })),
        )
        expect(response, key).toEqual(expected)
      }
    }
    expect(await count(session, 'idempotency_keys')).toBe(0)
  })
})

describe('a key', () => {
  test.each([
    ['!', '"!"'],
    ['a b~', '"a b~"'],
    ['a"b', '"a"b"'],
    ['x'.repeat(255), `"${'x'.repeat(255)}"`],
  ])('%j is the same in quotes', async (plain, quoted) => {
    const session = await caller()
    const first = await open(session, plain)
    const again = await open(session, quoted)
    expect([first.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  })

  test('may be a single quote', async () => {
    const session = await caller()
    expect((await open(session, '"')).status).toBe(201)
    expect((await open(session, '"')).headers.get('idempotent-replayed')).toBe('true')
  })

  test.each([
    ['another value', { json: { ...ticket, body: 'c' } }],
    ['the same fields in another order', { json: { body: 'b', subject: 's' } }],
    ['white space', { body: ' {"subject":"s","body":"b"}', headers: { 'Content-Type': 'application/json' } }],
    ['another media type', { body: 'subject=s&body=b', headers: FORM }],
    ['an empty body', { method: 'POST' }],
    ['fields that are refused', { json: { unknown: 1 } }],
  ] as [string, Call][])('belongs to one request: %s makes another', async (_, call) => {
    const session = await caller()
    await open(session, 'k')
    const before = await stateOf(session.database)
    expect(await readResponse(await session.send(TICKETS, keyed('k', call)))).toEqual(reused)
    expect(await stateOf(session.database)).toBe(before)
    expect((await open(session, 'k')).headers.get('idempotent-replayed')).toBe('true')
  })

  test('belongs to one media type, regardless of its parameters and letter case', async () => {
    const session = await caller()
    await open(session, 'k')
    const body = JSON.stringify(ticket)
    const again = await session.send(
      TICKETS,
      keyed('k', { body, headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } }),
    )
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    // The same bytes as a form are another request.
    expect(await readResponse(await session.send(TICKETS, keyed('k', { body, headers: FORM })))).toEqual(reused)
  })

  test('compares ignored bodies by type and bytes', async () => {
    const session = await caller()
    const send = (body: string, type: string) =>
      session.send(RESUME, keyed('k', { method: 'POST', body, headers: { 'Content-Type': type } }))
    const first = await send('abc', 'text/plain')
    const again = await send('abc', 'text/plain')
    expect([first.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    expect(await readResponse(await send('abc', 'application/json'))).toEqual(reused)
    expect(await readResponse(await send('abcd', 'text/plain'))).toEqual(reused)
  })

  test('is separate for each path', async () => {
    const session = await caller()
    for (const id of [202, 203]) {
      const response = await session.send(`${TICKETS}/${id}/reply`, keyed('k', { json: { body: 'b' } }))
      expect([response.status, response.headers.get('idempotent-replayed')]).toEqual([201, null])
    }
    const query = await session.send(`${TICKETS}/%32%30%32/reply?x=1`, keyed('k', { json: { body: 'b' } }))
    expect(query.headers.get('idempotent-replayed')).toBe('true')
  })

  test('is separate for each user, even of the same client', async () => {
    const session = await caller()
    await open(session, 'k')
    for (const email of [ACME_SECOND, BJORN]) {
      const response = await session.send(TICKETS, keyed('k', { token: await session.login(email), json: ticket }))
      expect([response.status, response.headers.get('idempotent-replayed')]).toEqual([201, null])
    }
    const otherToken = await session.send(TICKETS, keyed('k', { token: await session.login(), json: ticket }))
    expect(otherToken.headers.get('idempotent-replayed')).toBe('true')
  })

  test('is ignored by operations that do not accept one', async () => {
    const session = await caller()
    expect((await session.send('/api/v1/me', keyed('""'))).status).toBe(200)
    expect((await session.send('/api/v1/auth/revoke', keyed('""', { method: 'POST' }))).status).toBe(200)
    expect(await count(session, 'idempotency_keys')).toBe(0)
  })

  test('is kept for 24 hours by the server’s clock', async () => {
    const session = await caller()
    const first = await readResponse(await open(session, 'k'))
    session.clock.advance(KEPT_FOR - 1000)
    expect(await readResponse(await open(session, 'k'))).toEqual(first)
    session.clock.advance(1000)
    const fresh = await open(session, 'k', { ...ticket, body: 'another' })
    expect([fresh.headers.get('idempotent-replayed'), await readResponse(fresh)]).toMatchObject([
      null,
      { status: 201, data: { body: 'another' } },
    ])
    expect((await open(session, 'k', { ...ticket, body: 'another' })).headers.get('idempotent-replayed')).toBe('true')
  })

  test('that has expired counts as new while it is still stored, and no request deletes others', async () => {
    const session = await caller({ settings: { rateLimit: 1000 } })
    for (const key of ['old-1', 'old-2', 'old-3']) await open(session, key)
    session.clock.advance(KEPT_FOR)
    expect((await open(session, 'old-1')).headers.get('idempotent-replayed')).toBeNull()
    expect((await open(session, 'old-1')).headers.get('idempotent-replayed')).toBe('true')
    expect(await count(session, 'idempotency_keys')).toBe(3)
  })
})

describe('only successful responses are stored', () => {
  test('after a validation error the same key works for the corrected request', async () => {
    const session = await caller()
    expect(await readResponse(await open(session, 'k', { subject: 's' }))).toEqual(
      validationError({ body: 'The body field is required.' }),
    )
    expect((await open(session, 'k')).status).toBe(201)
  })

  test('after an invalid state the request is processed again', async () => {
    const session = await caller()
    const pause = () => session.send('/api/v1/subscriptions/32/pause', keyed('k', { method: 'POST' }))
    expect(await readResponse(await pause())).toMatchObject({ status: 422, code: 'invalid_state' })
    await session.send('/api/v1/subscriptions/32/resume', { method: 'POST' })
    await session.database.run(
      `UPDATE invoices SET last_payment_failed = 0, amount_paid = total, settled = 'paid', paid_at = updated_at
      WHERE subscription_id = 32 AND state = 'open'`,
    )
    const paused = await pause()
    expect([paused.headers.get('idempotent-replayed'), await readResponse(paused)]).toMatchObject([
      null,
      { status: 200 },
    ])
  })

  test('a replay returns the original response, even if it is outdated', async () => {
    const session = await caller()
    const pause = () => session.send('/api/v1/subscriptions/31/pause', keyed('k', { method: 'POST' }))
    const first = await readResponse(await pause())
    await session.send('/api/v1/subscriptions/31/cancel', { method: 'POST' })
    expect(await readResponse(await pause())).toEqual(first)
    expect(await readResponse(await session.send('/api/v1/subscriptions?status=cancelled'))).toMatchObject({
      meta: { total: 2 },
    })
  })
})

test('of ten equal transitions with ten keys at the same time, one succeeds and the others are refused', async () => {
  const session = await caller()
  const responses = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      session.send('/api/v1/subscriptions/31/pause', keyed(`k-${at}`, { method: 'POST' })),
    ),
  )
  const codes = await Promise.all(
    responses.map(async response => (await readResponse(response)).code ?? response.status),
  )
  expect(codes.toSorted()).toEqual([200, ...Array(9).fill('invalid_state')])
  expect(await count(session, 'idempotency_keys')).toBe(1)
})

test('a replay has the Location of the first response', async () => {
  const session = await caller()
  const first = await open(session, 'k')
  const request = new Request(`http://portal.example${TICKETS}`, {
    method: 'POST',
    body: JSON.stringify(ticket),
    headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' },
  })
  expect((await session.fetch(request)).headers.get('location')).toBe(first.headers.get('location'))
})

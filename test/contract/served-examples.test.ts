import { expect, test } from 'vitest'
import { faultyDatabase } from '../../conformance/in-process/faulty-database.ts'
import { type Call, contract, testApp } from '../support/app.ts'
import { insertClient, type Schemas } from '../support/session.ts'

const examples: Record<string, { value: unknown }> = contract.components.examples
const value = (name: string) => examples[name]?.value

/** The links in the examples are those of production. */
const production = { publicUrl: 'https://clustrixglobal.com' }
const app = () => testApp({ settings: production })

/** The examples are the demo data as production would serve it; each is compared with the server's response. */
const served: [example: string, path: string, call?: Call][] = [
  ['invoice_page', '/api/v1/invoices?per_page=2'],
  ['invoice_partially_paid', '/api/v1/invoices/106'],
  ['invoice_two_tax_rates', '/api/v1/invoices/112'],
  ['ticket_page', '/api/v1/tickets?per_page=2'],
  ['ticket_open', '/api/v1/tickets/203'],
  ['ticket_answered', '/api/v1/tickets/202'],
  ['ticket_closed', '/api/v1/tickets/201'],
  ['subscription_page', '/api/v1/subscriptions?per_page=2'],
  ['unauthenticated', '/api/v1/me', { token: '' }],
  ['forbidden', '/api/v1/invoices/102'],
  ['invoice_not_found', '/api/v1/invoices/999'],
  ['ticket_not_found', '/api/v1/tickets/999'],
  ['subscription_not_found', '/api/v1/subscriptions/999/resume', { method: 'POST' }],
  ['unknown_status', '/api/v1/invoices?status=payed'],
  ['unknown_parameter', '/api/v1/invoices?stauts=paid'],
  ['missing_ticket_fields', '/api/v1/tickets', { json: { body: 'No subject' } }],
  ['missing_reply_body', '/api/v1/tickets/202/reply', { json: {} }],
  ['ticket_is_closed', '/api/v1/tickets/201/reply', { json: { body: 'One more thing' } }],
  ['past_resume_at', '/api/v1/subscriptions/31/pause', { json: { resume_at: '2026-11-21' } }],
  ['already_paused', '/api/v1/subscriptions/32/pause', { method: 'POST' }],
  ['malformed_key', '/api/v1/subscriptions/32/resume', { method: 'POST', headers: { 'Idempotency-Key': '""' } }],
  ['not_paused', '/api/v1/subscriptions/31/resume', { method: 'POST' }],
  ['reason_too_long', '/api/v1/subscriptions/31/cancel', { json: { reason: 'x'.repeat(1001) } }],
  ['already_cancelled', '/api/v1/subscriptions/34/cancel', { method: 'POST' }],
  ['malformed_body', '/api/v1/tickets', { body: '{', headers: { 'Content-Type': 'application/json' } }],
  ['unsupported_media_type', '/api/v1/tickets', { body: '<a/>', headers: { 'Content-Type': 'application/xml' } }],
  ['body_too_large', '/api/v1/tickets', { json: { body: 'x'.repeat(65_536) } }],
  ['revoked', '/api/v1/auth/revoke', { method: 'POST' }],
  ['incorrect_credentials', '/api/v1/auth/token', { json: { email: 'you@company.com', password: 'wrong' } }],
  ['missing_login_fields', '/api/v1/auth/token', { json: {} }],
]

test.each(served)('%s is the response of %s', async (example, path, call) => {
  const { call: send, login } = app()
  const response = await send(path, { token: await login(), ...call })
  expect(await response.json()).toEqual(value(example))
})

/** Rows of a list; the operations that change a row return one of these. */
const listed: [example: string, id: number][] = [
  ['subscription_active', 31],
  ['subscription_paused', 32],
  ['subscription_cancelled', 34],
]

test.each(listed)('%s is subscription %i', async (example, id) => {
  const { call, login } = app()
  const token = await login()
  const rows: Schemas['Subscription'][] = []
  for (const query of ['', '?status=cancelled']) {
    const response = await call(`/api/v1/subscriptions${query}`, { token })
    rows.push(...((await response.json()) as Schemas['SubscriptionPage']).data)
  }
  expect({ data: rows.find(row => row.id === id) }).toEqual(value(example))
})

/** The second login, with the example request. */
async function loggedIn() {
  const { call, login, clock } = app()
  await login()
  const response = await call('/api/v1/auth/token', { json: value('login') })
  return { call, clock, created: (await response.json()) as Schemas['CreatedToken'] }
}

/** Responses that take more than one request to get. */
const produced: Record<string, () => Promise<unknown>> = {
  async token() {
    const { created } = await loggedIn()
    return { ...created, token: created.token.replace(/(?<=^2\|).{48}$/, 'abc123xyz...') }
  },

  async me() {
    const { call, clock, created } = await loggedIn()
    clock.advance(60_000)
    return (await call('/api/v1/me', { token: created.token })).json()
  },

  async empty_invoice_page() {
    const newcomers = app()
    await insertClient(newcomers, 6)
    await newcomers.database.run('UPDATE users SET client_id = 6 WHERE id = 7')
    return (await newcomers.call('/api/v1/invoices?per_page=2', { token: await newcomers.login() })).json()
  },

  async reply() {
    const { call, login, database, clock } = app()
    clock.set('2026-03-04T09:30:00Z')
    await database.run('DELETE FROM ticket_replies WHERE id >= 912')
    await database.run(`UPDATE tickets SET state = 'resolved', resolved_at = '2026-03-04T09:02:00Z',
      closed_at = NULL, reply_count = 1, last_reply_at = '2026-03-04T09:02:00Z' WHERE id = 201`)
    const sent = { token: await login(), json: value('new_reply') }
    return (await call('/api/v1/tickets/201/reply', sent)).json()
  },

  async paused_by_clustrix() {
    const { call, login, database } = app()
    await database.run(`UPDATE subscriptions SET paused_by = 'operator' WHERE id = 32`)
    return (await call('/api/v1/subscriptions/32/resume', { method: 'POST', token: await login() })).json()
  },

  async ticket_is_full() {
    const { call, login, database } = app()
    await database.run('UPDATE tickets SET reply_count = 500 WHERE id = 202')
    return (await call('/api/v1/tickets/202/reply', { token: await login(), json: value('new_reply') })).json()
  },

  async rate_limited() {
    const { call, login } = testApp({ settings: { rateLimit: 1 } })
    const token = await login()
    await call('/api/v1/me', { token })
    return (await call('/api/v1/me', { token })).json()
  },

  async key_reused() {
    const { call, login } = app()
    const sent = { token: await login(), headers: { 'Idempotency-Key': 'a' } }
    await call('/api/v1/tickets', { ...sent, json: value('new_ticket') })
    return (await call('/api/v1/tickets', { ...sent, json: { subject: 'Another', body: 'Another' } })).json()
  },

  server_error: () => faulty('error'),
  unavailable: () => faulty('busy'),
}

async function faulty(fault: 'error' | 'busy') {
  const { state, wrap } = faultyDatabase()
  const { call, login } = testApp({ wrap })
  const token = await login()
  state.fault = fault
  return (await call('/api/v1/me', { token })).json()
}

test.each(Object.entries(produced))('%s is what the server returns', async (example, produce) => {
  expect(await produce()).toEqual(value(example))
})

const sent: [example: string, path: string, status: number][] = [
  ['login', '/api/v1/auth/token', 200],
  ['new_ticket', '/api/v1/tickets', 201],
  ['new_reply', '/api/v1/tickets/202/reply', 201],
  ['pause_until_a_day', '/api/v1/subscriptions/31/pause', 200],
  ['pause_until_resumed', '/api/v1/subscriptions/31/pause', 200],
  ['cancel_with_reason', '/api/v1/subscriptions/31/cancel', 200],
]

test.each(sent)('%s is accepted by %s', async (example, path, status) => {
  const { call, login } = app()
  const response = await call(path, { token: await login(), json: value(example) })
  expect([response.status, await response.text()]).toEqual([status, expect.any(String)])
})

const UNSERVED = {
  pdf: 'ASCII text for the mock; the server draws a real PDF, which is tested in test/server/pdf',
}

test('every example is compared, or has a reason not to be', () => {
  const compared = [...served, ...listed, ...Object.entries(produced), ...sent].map(([example]) => example)
  expect([...compared, ...Object.keys(UNSERVED)].toSorted()).toEqual(Object.keys(examples).toSorted())
})

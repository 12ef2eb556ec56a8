import { expect, test } from 'vitest'
import { type Call, contract, testApp } from '../support/app.ts'

/** What the contract shows is what the server says: the examples are of the demo world, as production would serve it. */
const served: [example: string, path: string, call?: Call][] = [
  ['invoice_page', '/api/v1/invoices?per_page=2'],
  ['invoice_partially_paid', '/api/v1/invoices/106'],
  ['invoice_two_tax_rates', '/api/v1/invoices/112'],
  ['ticket_page', '/api/v1/tickets?per_page=2'],
  ['ticket_open', '/api/v1/tickets/203'],
  ['ticket_answered', '/api/v1/tickets/202'],
  ['ticket_closed', '/api/v1/tickets/201'],
  ['subscription_page', '/api/v1/subscriptions?per_page=2'],
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
  ['not_paused', '/api/v1/subscriptions/31/resume', { method: 'POST' }],
  ['reason_too_long', '/api/v1/subscriptions/31/cancel', { json: { reason: 'x'.repeat(1001) } }],
  ['already_cancelled', '/api/v1/subscriptions/34/cancel', { method: 'POST' }],
  ['malformed_body', '/api/v1/tickets', { body: '{', headers: { 'Content-Type': 'application/json' } }],
  ['unsupported_media_type', '/api/v1/tickets', { body: '<a/>', headers: { 'Content-Type': 'application/xml' } }],
  ['body_too_large', '/api/v1/tickets', { json: { body: 'x'.repeat(65_536) } }],
  ['revoked', '/api/v1/auth/revoke', { method: 'POST' }],
]

test.each(served)('%s is what %s answers', async (example, path, call) => {
  const app = testApp({ settings: { publicUrl: 'https://clustrixglobal.com' } })
  const response = await app.call(path, { token: await app.login(), ...call })
  expect(await response.json()).toEqual(contract.components.examples[example].value)
})

test('incorrect_credentials and missing_login_fields are what a login answers', async () => {
  const { call } = testApp()
  const wrong = await call('/api/v1/auth/token', { json: { email: 'you@company.com', password: 'wrong' } })
  const empty = await call('/api/v1/auth/token', { json: {} })
  const { incorrect_credentials, missing_login_fields } = contract.components.examples
  expect([await wrong.json(), await empty.json()]).toEqual([incorrect_credentials.value, missing_login_fields.value])
})

import type { Database } from '../../../server/database/database.ts'
import { testApp } from '../../support/app.ts'

/** A client with subscriptions that are not cancelled cannot be erased. */
export const CANCEL = `
  UPDATE subscriptions SET state = 'cancelled', cancelled_at = started_at, ends_at = started_at, paused_at = NULL, resume_at = NULL,
    cancellation_reason = 'PRIVATE reason'
  WHERE client_id = 4`

/** What must be gone when client 4 has been erased. */
export const PERSONAL = /PRIVATE.{9}|you@company\.com|ap@acme\.example|Jordan Avery|Priya Raman/g

/** Writes private texts of client 4 in every place that has some, by hand and through the API. */
export async function addPrivateTexts(server: Database) {
  const app = testApp({ wrap: () => server })
  const token = await app.login()
  await server.run(CANCEL)
  await server.run(
    `UPDATE clients SET email = 'PRIVATE@acme.example', line2 = 'PRIVATE floor', external_ref = 'PRIVATE-4' WHERE id = 4`,
  )
  await server.run(`UPDATE users SET name = 'PRIVATE ' || name, external_ref = 'PRIVATE-' || id WHERE client_id = 4`)
  const json = { subject: 'PRIVATE subject', body: `PRIVATE body ${'x'.repeat(9_000)} PRIVATE end` }
  const created = await app.call('/api/v1/tickets', { token, json, headers: { 'Idempotency-Key': 'one' } })
  const { data } = (await created.json()) as { data: { id: number } }
  await app.call(`/api/v1/tickets/${data.id}/reply`, { token, json: { body: 'PRIVATE reply' } })
  await app.call('/api/v1/auth/token', { json: { email: 'you@company.com', password: 'x', name: 'PRIVATE token' } })
  return { app, token }
}

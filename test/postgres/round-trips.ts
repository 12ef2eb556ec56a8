import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../server/database/open.ts'
import { type Caller, caller } from '../support/caller.ts'
import type { DemoServer } from '../support/postgres/demo.ts'
import { startWire } from './wire.ts'

const keyed = (key: string, json: unknown) => ({ json, headers: { 'Idempotency-Key': key } })

type Request = (send: Caller['send']) => Promise<Response>

const paid =
  (query: string): Request =>
  send =>
    send(`/api/v1/invoices?status=paid&per_page=1&${query}`)
const overdue =
  (query: string): Request =>
  send =>
    send(`/api/v1/invoices?status=overdue&per_page=1&${query}`)

/** 600 invoices of client 4 in two blocks of ordinals: a third of each is paid, overdue and not yet due. */
const INVOICES = [
  // Without triggers, which know the last ordinal of the list.
  'SET LOCAL session_replication_role = replica',
  `INSERT INTO invoices (id, client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total,
      amount_paid, bill_to_name, bill_to_line1, bill_to_city, bill_to_country, created_at, updated_at, seq, settled)
    SELECT 1000 + n, 4, 'R-' || n, 'open', 'EUR', '2026-01-01', CASE n % 3 WHEN 1 THEN '2026-02-01' ELSE '2026-12-31' END,
      100, 0, 0, 100, CASE n % 3 WHEN 0 THEN 100 ELSE 0 END, 'A', 'B', 'C', 'DE', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',
      65236 + n, CASE n % 3 WHEN 0 THEN 'paid' ELSE 'unpaid' END
    FROM generate_series(1, 600) n`,
  `UPDATE client_lists SET last = 65836 WHERE client_id = 4 AND kind = 'invoices'`,
  `INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
    SELECT client_id, 'invoices', settled, seq - seq % CASE settled WHEN 'paid' THEN 8192 ELSE 65536 END,
      CASE settled WHEN 'paid' THEN '' ELSE due_date END, count(*)
    FROM invoices WHERE id > 1000 GROUP BY 1, 3, 4, 5
    ON CONFLICT (client_id, kind, state, first, due_date) DO UPDATE SET count = block_counts.count + excluded.count`,
]

/** With the look-up of the token, which also counts the request. Without that of the last use, which no request waits for. */
const LIMITS: [name: string, trips: number, request: Request][] = [
  ['getMe', 1, send => send('/api/v1/me')],
  ['listInvoices', 2, send => send('/api/v1/invoices?per_page=2')],
  ['listInvoices, second page', 2, send => send('/api/v1/invoices?per_page=2&page=2&max_id=112')],
  ['listInvoices, overdue', 2, send => send('/api/v1/invoices?status=overdue')],
  ['listInvoices, paid', 2, send => send('/api/v1/invoices?status=paid&per_page=1')],
  ['listInvoices, second page of those paid', 2, paid('page=2&max_id=112')],
  ['listInvoices, second page of those paid, without max_id', 2, paid('page=2')],
  ['listInvoices, page 150 of those paid', 2, paid('page=150&max_id=1600')],
  ['listInvoices, page 50 of those paid up to an old max_id', 2, paid('page=50&max_id=1300')],
  ['listInvoices, past the last of those paid', 2, paid('page=1000&max_id=1600')],
  ['listInvoices, page 150 of those overdue', 2, overdue('page=150&max_id=1600')],
  ['listInvoices, page 50 of those overdue up to an old max_id', 2, overdue('page=50&max_id=1300')],
  ['listTickets', 2, send => send('/api/v1/tickets')],
  ['listTickets, closed', 2, send => send('/api/v1/tickets?status=closed')],
  ['listTickets, resolved', 2, send => send('/api/v1/tickets?status=resolved')],
  ['listSubscriptions', 2, send => send('/api/v1/subscriptions')],
  ['listSubscriptions, active', 2, send => send('/api/v1/subscriptions?status=active')],
  ['getInvoice', 2, send => send('/api/v1/invoices/106')],
  ['getInvoice of another client', 3, send => send('/api/v1/invoices/102')],
  ['getInvoicePdf', 2, send => send('/api/v1/invoices/106/pdf')],
  ['getTicket', 2, send => send('/api/v1/tickets/202')],
  ['createTicket', 6, send => send('/api/v1/tickets', keyed('a', { subject: 's', body: 'b' }))],
  ['createTicket, again', 4, send => send('/api/v1/tickets', keyed('a', { subject: 's', body: 'b' }))],
  ['replyToTicket', 6, send => send('/api/v1/tickets/202/reply', keyed('b', { body: 'b' }))],
  ['pauseSubscription', 6, send => send('/api/v1/subscriptions/31/pause', keyed('c', {}))],
  ['resumeSubscription', 6, send => send('/api/v1/subscriptions/31/resume', keyed('d', {}))],
  ['cancelSubscription', 6, send => send('/api/v1/subscriptions/31/cancel', keyed('e', {}))],
  ['revokeToken', 2, send => send('/api/v1/auth/revoke', { method: 'POST' })],
]

export function roundTrips(server: () => DemoServer): void {
  describe('round trips', () => {
    test('to the database are few', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-wire-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const { url } = await server().lend('demo')
      const wire = await startWire(server().folder, folder)
      const database = await openDatabase(url.replace(encodeURIComponent(server().folder), encodeURIComponent(folder)))
      onTestFinished(async () => {
        await database.close()
        wire.close()
      })
      await database.write(async queries => {
        for (const text of INVOICES) await queries.run(text)
      })
      const { send } = await caller({ wrap: () => database, settings: { rateLimit: 1000 } })
      const count = async (request: Request) => {
        // A COMMIT of a read is sent after its response; it is not part of the next request.
        await wire.idle()
        const before = wire.trips()
        const response = await request(send)
        const trips = wire.trips() - before
        return { status: response.status, trips }
      }
      // Connects, and records the use of the token.
      await count(each => each('/api/v1/me'))
      const counted: [string, number, boolean][] = []
      for (const [name, , request] of LIMITS) {
        const { status, trips } = await count(request)
        counted.push([name, trips, status < 300 || status === 403])
      }
      expect(counted).toEqual(LIMITS.map(([name, trips]) => [name, trips, true]))
    })
  })
}

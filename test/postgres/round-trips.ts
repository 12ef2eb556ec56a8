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

/** With the look-up of the token, which also counts the request. Without that of the last use, which no request waits for. */
const LIMITS: [name: string, trips: number, request: Request][] = [
  ['getMe', 1, send => send('/api/v1/me')],
  ['listInvoices', 2, send => send('/api/v1/invoices?per_page=2')],
  ['listInvoices, second page', 2, send => send('/api/v1/invoices?per_page=2&page=2&max_id=112')],
  ['listInvoices, overdue', 2, send => send('/api/v1/invoices?status=overdue')],
  ['listInvoices, paid', 2, send => send('/api/v1/invoices?status=paid&per_page=1')],
  [
    'listInvoices, second page of those paid',
    5,
    send => send('/api/v1/invoices?status=paid&per_page=1&page=2&max_id=112'),
  ],
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
      const url = await server().newDemo()
      const wire = await startWire(server().folder, folder)
      const database = await openDatabase(url.replace(encodeURIComponent(server().folder), encodeURIComponent(folder)))
      onTestFinished(async () => {
        await database.close()
        wire.close()
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

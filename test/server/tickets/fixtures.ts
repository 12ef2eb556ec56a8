import type { Param } from '../../../server/database/database.ts'
import { addTicket } from '../../../server/tickets/add.ts'
import type { TestApp } from '../../support/app.ts'
import { insertRow } from '../../support/session.ts'

/** Inserts an open ticket of Acme Corp without replies; `row` overrides columns. */
export async function insertTicket(
  app: TestApp,
  id: number,
  row: Record<string, Param> & { client_id?: number; state?: string } = {},
): Promise<void> {
  const ticket = {
    id,
    client_id: 4,
    number: `TKT-2025-${String(id).padStart(4, '0')}`,
    subject: `Ticket ${id}`,
    body: 'It is broken.',
    state: 'open',
    priority: 'medium',
    category: 'general',
    created_by: 7,
    created_at: '2026-11-20T08:00:00Z',
    updated_at: '2026-11-20T08:00:00Z',
    ...row,
  }
  await app.database.write(queries => addTicket(queries, ticket))
}

/** Inserts a reply of staff; `row` overrides columns. The ticket does not change. */
export async function insertReply(app: TestApp, id: number, row: Record<string, Param>): Promise<void> {
  await insertRow(app, 'ticket_replies', {
    id,
    client_id: 4,
    body: 'We are looking into it.',
    author_type: 'staff',
    author_name: 'Support',
    created_at: '2026-11-20T09:00:00Z',
    ...row,
  })
}

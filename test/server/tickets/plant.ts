import type { Param } from '../../../server/database/database.ts'
import type { TestApp } from '../../support/app.ts'
import { plant } from '../../support/session.ts'

/** An open ticket of Acme Corp without replies, or what `row` makes of it. */
export async function plantTicket(app: TestApp, id: number, row: Record<string, Param> = {}): Promise<void> {
  await plant(app, 'tickets', {
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
  })
}

/** A reply of staff, or what `row` makes of it; the ticket's own columns stay as they are. */
export async function plantReply(app: TestApp, id: number, row: Record<string, Param>): Promise<void> {
  await plant(app, 'ticket_replies', {
    id,
    body: 'We are looking into it.',
    author_type: 'staff',
    author_name: 'Support',
    created_at: '2026-11-20T09:00:00Z',
    ...row,
  })
}

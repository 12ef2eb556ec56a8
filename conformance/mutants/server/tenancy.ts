import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { type OperationId, operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'
import { sql } from './build/sql.ts'

/** Performs an operation with the token of the second account if it is refused with a 403. */
const forOthers = (name: string, id: OperationId): ServerMutant => ({
  name,
  fetch:
    (fetch, { tokenOf }) =>
    async request => {
      const again = request.clone()
      const response = await fetch(request)
      if (response.status !== 403 || operationOf(request) !== id) return response
      const headers = new Headers(again.headers)
      headers.set('authorization', `Bearer ${await tokenOf(1)}`)
      return fetch(new Request(again, { headers }))
    },
})

const refusing = (
  name: string,
  id: OperationId,
  from: number,
  to: number,
  code: 'forbidden' | 'not_found',
): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    const response = await fetch(request)
    return response.status === from && operationOf(request) === id ? refusal(response, to, code) : response
  },
})

export const tenancy: readonly ServerMutant[] = [
  forOthers('shows other clients’ invoices', 'getInvoice'),
  forOthers('renders other clients’ invoices', 'getInvoicePdf'),
  forOthers('shows other clients’ tickets', 'getTicket'),
  forOthers('accepts replies to other clients’ tickets', 'replyToTicket'),
  forOthers('pauses other clients’ subscriptions', 'pauseSubscription'),
  forOthers('cancels other clients’ subscriptions', 'cancelSubscription'),
  refusing('returns 404 for other clients’ invoices', 'getInvoice', 403, 404, 'not_found'),
  refusing('returns 404 for a pause of other clients’ subscriptions', 'pauseSubscription', 403, 404, 'not_found'),
  refusing('returns 403 for tickets that do not exist', 'getTicket', 404, 403, 'forbidden'),
  {
    name: 'shows the ETag of other clients’ documents',
    fetch: fetch => async request => {
      const response = await fetch(request)
      if (response.status !== 403 || operationOf(request) !== 'getInvoicePdf') return response
      const headers = new Headers(response.headers)
      headers.set('etag', '"5f1d8b9c0e7a4d32"')
      return new Response(response.body, { status: 403, headers })
    },
  },
  sql('lists the invoices of all clients', [
    'JOIN invoices i ON i.client_id = l.client_id',
    'JOIN invoices i ON i.client_id <> -l.client_id',
  ]),
  sql(
    'lists the tickets of all clients with a filter',
    ['FROM tickets t WHERE t.client_id = :client_id', 'FROM tickets t WHERE t.client_id <> -:client_id'],
    ['LEFT JOIN tickets t ON t.client_id = :client_id', 'LEFT JOIN tickets t ON t.client_id <> -:client_id'],
  ),
  sql('counts one ticket too many, and starts the pages one row too early', [
    `SELECT l.client_id, l.last, n.id AS newest FROM client_lists l\n        JOIN tickets`,
    `SELECT l.client_id, l.last + 1 AS last, n.id AS newest FROM client_lists l\n        JOIN tickets`,
  ]),
  sql('lists only the tickets that the first user opened', [
    'ON t.client_id = l.client_id AND t.seq >',
    'ON t.client_id = l.client_id AND t.created_by = (SELECT min(id) FROM users WHERE client_id = l.client_id) AND t.seq >',
  ]),
  sql('lists drafts', [
    'AND i.seq <= l.last - :skip',
    'AND i.seq <= l.last - :skip OR i.client_id = l.client_id AND i.seq IS NULL',
  ]),
  sql('shows internal notes', ['AND internal = 0 AND (created_at', 'AND (created_at']),
]

import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { WRITES } from './build/operations.ts'
import { on, responses, status, withStatus } from './build/responses.ts'

export const statuses: readonly ServerMutant[] = [
  status('returns 200 for a new ticket', on('createTicket'), 200),
  status('returns 200 for a reply', on('replyToTicket'), 200),
  status('returns 201 for a pause', on('pauseSubscription'), 201),
  status('returns 202 for a login', on('createToken'), 202),
  status('returns 204 for a revocation', on('revokeToken'), 204),
  status('returns 200 for a missing invoice, with the error', on('getInvoice', 404), 200),
  status('returns 410 for a missing ticket', on('getTicket', 404), 410),
  status('returns 403 for a missing token', withStatus(401), 403),
  status('returns 404 for a missing token', on('getMe', 401), 404),
  status('returns 401 for wrong credentials', on('createToken', 422), 401),
  status('returns 400 for invalid fields', on('createTicket', 422), 400),
  status('returns 400 for an invalid query', on('listInvoices', 422), 400),
  status('returns 409 for a wrong state', on(['resumeSubscription', 'replyToTicket'], 422), 409),
  status('returns 422 for broken JSON', on('replyToTicket', 400), 422),
  status('returns 400 for a large body', on(['createToken', 'createTicket'], 413), 400),
  status('returns 400 for an unknown media type', on(WRITES, 415), 400),
  status('returns 503 above the rate limit', on('listTickets', 429), 503),
  status('returns 403 instead of 429', withStatus(429), 403),
  status('returns 500 for a busy database', withStatus(503), 500),
  status('returns 503 for an internal error', withStatus(500), 503),
  status('returns 402 for a cancelled subscription', on('cancelSubscription', 422), 402),
  status('returns 418 for an unknown path', ({ operation, status }) => operation === undefined && status === 404, 418),
  status('returns 404 for a wrong method', withStatus(405), 404),
  status('returns 204 for an empty list', on('listInvoices'), 204),
  responses('returns 200 without a document instead of 304', on('getInvoicePdf', 304), response => {
    response.status = 200
    response.headers.set('content-type', 'application/pdf')
    response.headers.set('content-disposition', 'attachment; filename="INVOICE.pdf"')
    response.body = new Uint8Array()
  }),
]

import type { Plant } from '../../in-process/plant.ts'
import { answers, on, status, withStatus } from './build/answers.ts'
import { WRITES } from './build/operations.ts'

export const statuses: readonly Plant[] = [
  status('answers 200 to a new ticket', on('createTicket'), 200),
  status('answers 200 to a reply', on('replyToTicket'), 200),
  status('answers 201 to a pause', on('pauseSubscription'), 201),
  status('answers 202 to a login', on('createToken'), 202),
  status('answers 204 to a revocation', on('revokeToken'), 204),
  status('answers 200 to a missing invoice, with the error', on('getInvoice', 404), 200),
  status('answers 410 to a missing ticket', on('getTicket', 404), 410),
  status('answers 403 to a missing token', withStatus(401), 403),
  status('answers 404 where the token is missing', on('getMe', 401), 404),
  status('answers 401 to wrong credentials', on('createToken', 422), 401),
  status('answers 400 to invalid fields', on('createTicket', 422), 400),
  status('answers 400 to an invalid query', on('listInvoices', 422), 400),
  status('answers 409 where the state forbids it', on(['resumeSubscription', 'replyToTicket'], 422), 409),
  status('answers 422 to broken JSON', on('replyToTicket', 400), 422),
  status('answers 400 to a large body', on(['createToken', 'createTicket'], 413), 400),
  status('answers 400 to an unknown media type', on(WRITES, 415), 400),
  status('answers 503 above the rate limit', on('listTickets', 429), 503),
  status('answers 429 as 403', withStatus(429), 403),
  status('answers 500 to a busy database', withStatus(503), 500),
  status('answers 503 to a fault of its own', withStatus(500), 503),
  status('answers 402 to a cancelled subscription', on('cancelSubscription', 422), 402),
  status('answers 418 to an unknown path', ({ operation, status }) => operation === undefined && status === 404, 418),
  status('answers 404 to a wrong method', withStatus(405), 404),
  status('answers 204 to an empty list', on('listInvoices'), 204),
  answers('answers 200 without a document where the copy is current', on('getInvoicePdf', 304), answer => {
    answer.status = 200
    answer.headers.set('content-type', 'application/pdf')
    answer.headers.set('content-disposition', 'attachment; filename="INVOICE.pdf"')
    answer.body = new Uint8Array()
  }),
]

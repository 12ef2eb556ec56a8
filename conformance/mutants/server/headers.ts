import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { LISTS } from './build/operations.ts'
import { bytesOf, header, on, responses, textOf, type Where, withStatus } from './build/responses.ts'

const always: Where = () => true
const isReplay = 'idempotent-replayed'

export const missingHeaders: readonly ServerMutant[] = [
  header('sends no X-Request-Id', always, 'x-request-id', undefined),
  header('sends no X-Request-Id with an error', withStatus(404), 'x-request-id', undefined),
  header('sends no Cache-Control', on('getInvoice'), 'cache-control', undefined),
  header('sends no Cache-Control with a PDF', on('getInvoicePdf'), 'cache-control', undefined),
  header('sends no X-RateLimit-Limit', on('getMe'), 'x-ratelimit-limit', undefined),
  header('sends no X-RateLimit-Remaining', on(LISTS), 'x-ratelimit-remaining', undefined),
  header('sends no X-RateLimit-Remaining with errors', withStatus(403, 404, 422), 'x-ratelimit-remaining', undefined),
  header('sends no X-RateLimit-Reset', withStatus(429), 'x-ratelimit-reset', undefined),
  header('sends no Retry-After with 429', withStatus(429), 'retry-after', undefined),
  header('sends no Retry-After with 503', withStatus(503), 'retry-after', undefined),
  header('sends no WWW-Authenticate', withStatus(401), 'www-authenticate', undefined),
  header('sends no Location', on('createTicket'), 'location', undefined),
  header('sends no ETag', on('getInvoicePdf'), 'etag', undefined),
  header('sends no ETag with 304', on('getInvoicePdf', 304), 'etag', undefined),
  header('sends no Content-Disposition', on('getInvoicePdf'), 'content-disposition', undefined),
  header('sends no Idempotent-Replayed', always, isReplay, undefined),
  header('sends no Content-Type', on('getTicket'), 'content-type', undefined),
]

export const malformedHeaders: readonly ServerMutant[] = [
  header('allows caching of responses', on('listInvoices'), 'cache-control', 'max-age=60'),
  header('allows proxies to cache a PDF', on('getInvoicePdf'), 'cache-control', 'public, max-age=3600'),
  header('sends an empty X-Request-Id', always, 'x-request-id', ''),
  header('sends a long X-Request-Id', always, 'x-request-id', id => id.repeat(2)),
  header('sends a limit with its window', on('getMe'), 'x-ratelimit-limit', limit => `${limit};w=60`),
  header('sends -1 remaining', on('listTickets'), 'x-ratelimit-remaining', '-1'),
  header('sends the reset as a date', withStatus(429), 'x-ratelimit-reset', '2026-11-22T12:01:00Z'),
  header('sends Retry-After as a date', withStatus(429), 'retry-after', 'Sun, 22 Nov 2026 12:01:00 GMT'),
  header('sends Retry-After 0', withStatus(503), 'retry-after', '0'),
  header('asks for Basic authentication', withStatus(401), 'www-authenticate', 'Basic realm="portal"'),
  header('sends a relative Location', on('createTicket'), 'location', url => new URL(url).pathname),
  header('sends an ETag without quotes', on('getInvoicePdf'), 'etag', tag => tag.slice(1, -1)),
  header('sends a weak ETag', on('getInvoicePdf'), 'etag', tag => `W/${tag}`),
  header('sends a PDF inline', on('getInvoicePdf'), 'content-disposition', 'inline'),
  header(
    'sends Idempotent-Replayed 1',
    ({ status }) => status < 300,
    isReplay,
    () => '1',
  ),
  header('sends Idempotent-Replayed false with a first response', on('createTicket'), isReplay, 'false'),
]

export const undeclaredHeaders: readonly ServerMutant[] = [
  header('sets a cookie', on('createToken'), 'set-cookie', 'session=2; HttpOnly'),
  header('reveals its framework', always, 'x-powered-by', 'Hono'),
  header('sends the number of rows in a header', on(LISTS), 'x-total-count', '8'),
  header('sends a WWW-Authenticate with 403', withStatus(403), 'www-authenticate', 'Bearer'),
]

export const mediaTypes: readonly ServerMutant[] = [
  header('sends JSON as text', on('getMe'), 'content-type', 'text/plain'),
  header('sends pages as HAL', on(LISTS), 'content-type', 'application/hal+json'),
  header('sends JSON in Latin-1', on('getTicket'), 'content-type', 'application/json; charset=iso-8859-1'),
  header('sends errors as application/problem+json', withStatus(404, 422), 'content-type', 'application/problem+json'),
  header('sends a PDF as application/octet-stream', on('getInvoicePdf'), 'content-type', 'application/octet-stream'),
  header('sends the errors of a PDF as PDF', on('getInvoicePdf', 404), 'content-type', 'application/pdf'),
  responses('sends invalid UTF-8', on('getInvoice'), response => {
    const text = response.body && textOf(response.body).replaceAll(/[^\0-\xff]/g, '?')
    // The address of Acme Corp contains an ß.
    response.body = text === null ? null : new Uint8Array(Buffer.from(text, 'latin1'))
  }),
  responses('sends JSON with a byte order mark', on('listSubscriptions'), response => {
    response.body = response.body && bytesOf(`\ufeff${textOf(response.body)}`)
  }),
]

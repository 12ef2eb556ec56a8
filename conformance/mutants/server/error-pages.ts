import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { bytesOf, on, responses, textOf, type Where, withStatus } from './build/responses.ts'

const page = (name: string, where: Where, status: number, html: string, type = 'text/html'): ServerMutant =>
  responses(name, where, response => {
    response.status = status
    response.headers.set('content-type', type)
    response.body = bytesOf(html)
  })

export const errorPages: readonly ServerMutant[] = [
  page('returns 500 as HTML', withStatus(500), 500, '<h1>Internal Server Error</h1>'),
  page(
    'returns 404 for an unknown path as plain text',
    ({ operation, status }) => status === 404 && operation === undefined,
    404,
    '404 Not Found',
    'text/plain',
  ),
  page('returns 401 as HTML', withStatus(401), 401, '<h1>Log in</h1>'),
  page('returns 413 as a proxy page', withStatus(413), 413, '<h1>413 Request Entity Too Large</h1>'),
  page('returns 503 as a proxy page', withStatus(503), 503, '<h1>503 Service Unavailable</h1>'),
  responses('returns 404 without a body', on('getTicket', 404), response => {
    response.body = null
    response.headers.delete('content-type')
  }),
  responses('returns truncated JSON', on('getInvoice'), response => {
    response.body = response.body && bytesOf(textOf(response.body).slice(0, -1))
  }),
  responses('returns an empty body', on('listSubscriptions'), response => {
    response.body = bytesOf('')
  }),
]

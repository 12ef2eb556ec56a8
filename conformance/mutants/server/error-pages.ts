import type { Plant } from '../../in-process/plant.ts'
import { answers, bytesOf, on, textOf, type Where, withStatus } from './build/answers.ts'

const page = (name: string, where: Where, status: number, html: string, type = 'text/html'): Plant =>
  answers(name, where, answer => {
    answer.status = status
    answer.headers.set('content-type', type)
    answer.body = bytesOf(html)
  })

export const errorPages: readonly Plant[] = [
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
  answers('returns 404 without a body', on('getTicket', 404), answer => {
    answer.body = null
    answer.headers.delete('content-type')
  }),
  answers('returns truncated JSON', on('getInvoice'), answer => {
    answer.body = answer.body && bytesOf(textOf(answer.body).slice(0, -1))
  }),
  answers('returns an empty body', on('listSubscriptions'), answer => {
    answer.body = bytesOf('')
  }),
]

import { randomUUID } from 'node:crypto'
import type { TestData } from './data.ts'
import type { PreparedRequest } from './load.ts'

/** One kind of request that is measured. */
export interface Case {
  name: string
  title: string
  request: PreparedRequest
  status: number
  /** Requests in a round, fewer for slow ones. */
  perRound: number
  /** Only this project has it. */
  isOursAlone?: boolean
}

export function casesOf(data: TestData): Case[] {
  const get = (path: string): string => message('GET', path, data.token)
  const ticket = JSON.stringify({ subject: 'API returns 500', body: 'Since 09:12 UTC every download fails.' })
  const createTicket = message('POST', '/api/v1/tickets', data.token, ticket)
  const login = JSON.stringify({ email: data.email, password: data.password, name: 'Benchmark' })
  const postLogin = message('POST', '/api/v1/auth/token', undefined, login)
  const list = get('/api/v1/invoices?per_page=25')
  const filtered = get('/api/v1/invoices?status=overdue&per_page=25')
  const detail = get(`/api/v1/invoices/${data.invoiceId}`)
  let pdfs = 0
  return [
    { name: 'list', title: 'list of 25', request: () => list, status: 200, perRound: 400 },
    { name: 'filtered', title: 'filtered list', request: () => filtered, status: 200, perRound: 100 },
    { name: 'detail', title: 'detail', request: () => detail, status: 200, perRound: 400 },
    { name: 'create', title: 'create', request: () => createTicket, status: 201, perRound: 200 },
    {
      name: 'key',
      title: 'create with a key',
      // The key comes first among the headers: `POST … HTTP/1.1`, then this line.
      request: () => createTicket.replace('\r\n', `\r\nIdempotency-Key: ${randomUUID()}\r\n`),
      status: 201,
      perRound: 200,
    },
    { name: 'login', title: 'login', request: () => postLogin, status: 200, perRound: 6 },
    {
      name: 'pdf',
      title: 'PDF of one page',
      // Another invoice each time, because the server keeps the PDFs that it has drawn.
      request: () => get(`/api/v1/invoices/${1 + (pdfs++ % data.invoiceCount)}/pdf`),
      status: 200,
      perRound: 20,
      isOursAlone: true,
    },
  ]
}

function message(method: string, path: string, token: string | undefined, body?: string): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Accept: application/json']
  if (token !== undefined) lines.push(`Authorization: Bearer ${token}`)
  if (body !== undefined) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

import { randomUUID } from 'node:crypto'
import type { PreparedRequest } from '../server/load.ts'
import { SECRET } from './data.ts'

/** One kind of request that is measured. */
export interface Case {
  title: string
  request: PreparedRequest
  status: number
}

/** The clients that send requests, in turn unless the title says otherwise. */
const SENDERS = 100

export function casesOf({ invoices, clients }: { invoices: number; clients: number }): Case[] {
  const senders = Math.min(SENDERS, clients)
  let sent = 0
  const next = () => 1 + (sent++ % senders)
  const list = (query: string) => () => get(`/api/v1/invoices?per_page=25${query}`, next())
  const key = (client: number) => message(`POST /api/v1/tickets`, client, [`Idempotency-Key: ${randomUUID()}`], TICKET)
  return [
    { title: 'list of 25', status: 200, request: list('') },
    { title: 'paid invoices, page 2', status: 200, request: list('&status=paid&page=2') },
    { title: 'overdue invoices', status: 200, request: list('&status=overdue') },
    {
      title: 'detail',
      status: 200,
      // Invoice N belongs to client 1 + N % clients.
      request: () => {
        const client = next()
        const nth = (sent * 7919) % Math.floor(invoices / clients)
        const id = nth * clients + client - 1 || clients
        return get(`/api/v1/invoices/${id}`, client)
      },
    },
    { title: 'create with a key', status: 201, request: () => key(next()) },
    { title: 'create with a key, one client', status: 201, request: () => key(1) },
  ]
}

const TICKET = JSON.stringify({ subject: 'API returns 500', body: 'Since 09:12 UTC every download fails.' })

const get = (path: string, client: number) => message(`GET ${path}`, client)

/** A request of the user of a client; both have the same id, and so has the user's token. */
function message(start: string, client: number, headers: string[] = [], body = ''): string {
  const content = body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`] : []
  const token = `Authorization: Bearer ${client}|${SECRET}`
  return `${[`${start} HTTP/1.1`, 'Host: 127.0.0.1', 'Accept: application/json', token, ...headers, ...content].join('\r\n')}\r\n\r\n${body}`
}

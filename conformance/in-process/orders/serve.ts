import { hash } from 'node:crypto'
import type { Fetch } from '../server-mutant.ts'

const ORDERS = '/api/v1/orders'
const TICKETS = '/api/v1/tickets'
const RECEIPT = /^\/api\/v1\/orders\/([^/]*)\/receipt$/

export const isOrders = ({ url }: Request): boolean => /^\/api\/v1\/orders(\/|$)/.test(new URL(url).pathname)

/** Serves orders in front of the app, which serves them as tickets. */
export const serveOrders =
  (fetch: Fetch): Fetch =>
  async request => {
    if (!isOrders(request)) return fetch(request)
    const { pathname } = new URL(request.url)
    const [, id] = RECEIPT.exec(pathname) ?? []
    if (id === undefined) return renamed(await fetch(at(request, request.url.replace(ORDERS, TICKETS))))
    const { origin } = new URL(request.url)
    // Other methods are refused as for an invoice's PDF.
    if (!/^(GET|HEAD)$/.test(request.method)) return fetch(at(request, `${origin}/api/v1/invoices/${id}/pdf`))
    const { headers } = request
    const order = await fetch(new Request(`${origin}${TICKETS}/${id}`, { headers }))
    const response = order.status === 200 ? await receiptOf(order, headers.get('If-None-Match')) : order
    return request.method === 'HEAD' ? new Response(null, response) : response
  }

const at = (request: Request, url: string): Request => new Request(url, request)

/** Turns a response about tickets into one about orders. */
async function renamed(response: Response): Promise<Response> {
  const headers = new Headers(response.headers)
  const location = headers.get('Location')
  if (location !== null) headers.set('Location', location.replace(TICKETS, ORDERS))
  const text = response.body === null ? null : (await response.text()).replaceAll(TICKETS, ORDERS)
  return new Response(text, { status: response.status, headers })
}

async function receiptOf(order: Response, condition: string | null): Promise<Response> {
  const text = `%PDF-1.7\n${await order.text()}\n%%EOF\n`
  const etag = `"${hash('sha256', text).slice(0, 32)}"`
  const headers = new Headers(order.headers)
  headers.delete('Content-Type')
  headers.set('Cache-Control', 'private, no-cache')
  headers.set('ETag', etag)
  const tags = (condition ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''))
  if (tags.includes(etag) || condition?.trim() === '*') return new Response(null, { status: 304, headers })
  headers.set('Content-Type', 'application/pdf')
  headers.set('Content-Disposition', 'attachment; filename="RECEIPT.pdf"')
  return new Response(text, { headers })
}

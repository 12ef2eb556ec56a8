import { withOrders } from '../../in-process/orders/contract.ts'
import { isOrders, serveOrders } from '../../in-process/orders/serve.ts'
import type { Fetch, MutantTools, ServerMutant } from '../../in-process/server-mutant.ts'

interface Row {
  id: number
  status: string
}

interface Page {
  data: Row[]
  links: Record<string, string | null>
  meta: Record<string, unknown>
}

/** A resource that the suite does not know, served as the contract says. */
export const orders: ServerMutant = { name: 'serves orders', contract: withOrders, fetch: serveOrders }

/** The resource with a fault. */
const faulty = (name: string, change: (orders: Fetch, tools: MutantTools) => Fetch): ServerMutant => ({
  ...orders,
  name: `${name} in a resource that the suite does not know`,
  fetch(fetch, tools) {
    const honest = serveOrders(fetch)
    const changed = change(honest, tools)
    return request => (isOrders(request) ? changed(request) : honest(request))
  },
})

/** Changes the pages of the list. `ask` requests the list with another query or token. */
const pages = (
  name: string,
  change: (
    page: Page,
    query: URLSearchParams,
    ask: (query: URLSearchParams, token?: string) => Promise<Page>,
  ) => unknown,
  tokenOf?: number,
): ServerMutant =>
  faulty(name, (fetch, tools) => async request => {
    const response = await fetch(request)
    const url = new URL(request.url)
    if (request.method !== 'GET' || !url.pathname.endsWith('/orders') || response.status !== 200) return response
    const page = (await response.json()) as Page
    const token = tokenOf === undefined ? undefined : await tools.tokenOf(tokenOf)
    const ask = async (query: URLSearchParams) => {
      const headers = new Headers(request.headers)
      if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
      return (await fetch(new Request(`${url.origin}${url.pathname}?${query}`, { headers }))).json() as Promise<Page>
    }
    await change(page, url.searchParams, ask)
    return Response.json(page, { headers: response.headers })
  })

/** Returns the rows for a query without one of its parameters; links and meta stay right. */
const ignoring = (parameter: string): ServerMutant =>
  pages(`ignores ${parameter}`, async (page, query, ask) => {
    const others = new URLSearchParams(query)
    others.delete(parameter)
    page.data = (await ask(others)).data
  })

export const unknownResource: readonly ServerMutant[] = [
  ...['status', 'page', 'per_page', 'max_id'].map(ignoring),
  pages('counts one row too many', ({ meta }) => {
    meta.total = Number(meta.total) + 1
  }),
  pages(
    'lists a row of another client',
    async (page, _, ask) => {
      page.data.push(...(await ask(new URLSearchParams())).data.slice(0, 1))
    },
    1,
  ),
  pages('reverses the order', ({ data }) => data.reverse()),
  pages('loses a row without a filter', ({ data }, query) => {
    if (!query.has('status')) data.splice(1, 1)
  }),
  pages('lists a row with another status', ({ data }) => {
    for (const row of data.slice(0, 1)) row.status = row.status === 'open' ? 'closed' : 'open'
  }),
  pages('sends no next page', ({ links }) => {
    links.next = null
  }),
  faulty('repeats the operation on a replay', fetch => async request => {
    const again = request.clone()
    again.headers.delete('Idempotency-Key')
    const response = await fetch(request)
    if (response.headers.has('Idempotent-Replayed')) await fetch(again)
    return response
  }),
  faulty('sends a document without an ETag', fetch => async request => {
    const response = await fetch(request)
    if (response.headers.get('Content-Type') !== 'application/pdf') return response
    const headers = new Headers(response.headers)
    headers.delete('ETag')
    return new Response(response.body, { headers })
  }),
]

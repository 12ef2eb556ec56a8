import type { Client, Invoice, PageLinks } from '@clustrix/client'
// In React, from @tanstack/react-query. The adapters for Vue, Solid, Svelte and Angular export the same.
import { QueryClient } from '@tanstack/query-core'

/** @clustrix/client repeats requests itself, and knows which are safe to repeat. */
const defaultOptions = { queries: { retry: false }, mutations: { retry: false } }

export const createQueryClient = () => new QueryClient({ defaultOptions })

/** For `useQuery(invoiceQuery(api, 106))`. An error is the client's ApiError. */
export const invoiceQuery = (api: Client, id: number) => ({
  queryKey: ['invoices', id],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Invoice> => {
    const { data } = await api.orThrow.GET('/api/v1/invoices/{id}', { params: { path: { id } }, signal })
    return data.data
  },
})

interface PageQuery {
  per_page: number
  page?: number
  max_id?: number
}

/** For `useInfiniteQuery(invoicePages(api))`. */
export const invoicePages = (api: Client, per_page = 15) => ({
  queryKey: ['invoices', 'pages', per_page],
  queryFn: async ({ pageParam, signal }: { pageParam: PageQuery; signal: AbortSignal }) => {
    const { data } = await api.orThrow.GET('/api/v1/invoices', { params: { query: pageParam }, signal })
    return data
  },
  initialPageParam: { per_page },
  getNextPageParam: ({ links }: { links: PageLinks }) => queryOf(links.next),
})

/** The query of a link alone, because behind a proxy the link may have another origin. */
function queryOf(link: string | null): PageQuery | null {
  if (link === null) return null
  const query = new URL(link).searchParams
  const [per_page, page, max_id] = ['per_page', 'page', 'max_id'].map(name => Number(query.get(name)))
  return { per_page: per_page!, page: page!, max_id: max_id! }
}

import type { ListPage } from '../database/list.ts'

/** The validated query of a list. */
export interface PageQuery {
  status?: string | undefined
  per_page: number
  page: number
  max_id?: number | undefined
}

/**
 * The response body of a list. Links are absolute, with the parameters in the order status, per_page, page, max_id; the
 * first two appear only when the client sent them. `last_page` is at least 1. A page past the end is empty, and its
 * `prev` is the last page.
 * @param url URL of the list, without a query
 * @param sent query parameters that the client sent
 */
export function pageOf<Row>(
  url: string,
  query: PageQuery,
  sent: ReadonlySet<string>,
  { rows, total, maxId }: ListPage<Row>,
) {
  const { page, per_page } = query
  const lastPage = Math.max(1, Math.ceil(total / per_page))
  const link = (target: number) => {
    const pairs = [
      sent.has('status') && query.status ? `status=${encodeURIComponent(query.status)}` : '',
      sent.has('per_page') ? `per_page=${per_page}` : '',
      `page=${target}`,
      maxId === undefined ? '' : `max_id=${maxId}`,
    ]
    return `${url}?${pairs.filter(Boolean).join('&')}`
  }
  const before = (page - 1) * per_page
  return {
    data: rows,
    links: {
      first: link(1),
      last: link(lastPage),
      prev: page > 1 ? link(Math.min(page - 1, lastPage)) : null,
      next: page < lastPage ? link(page + 1) : null,
    },
    meta: {
      current_page: page,
      from: rows.length > 0 ? before + 1 : null,
      last_page: lastPage,
      path: url,
      per_page,
      to: rows.length > 0 ? before + rows.length : null,
      total,
    },
  }
}

import { publicUrl } from './settings.ts'

/** The query of a list. Only what the client sent appears in the links. */
export interface PageQuery {
  status?: string | undefined
  per_page: number
  page: number
  sentPerPage: boolean
}

/** One page of a list, newest first. */
export function pageOf<Row>(
  path: string,
  { status, per_page, page, sentPerPage }: PageQuery,
  { rows, total, maxId }: { rows: Row[]; total: number; maxId: number | null },
) {
  const url = `${publicUrl}${path}`
  const lastPage = Math.max(1, Math.ceil(total / per_page))
  const filter = status === undefined ? '' : `status=${status}&`
  const size = sentPerPage ? `per_page=${per_page}&` : ''
  const bound = maxId === null ? '' : `&max_id=${maxId}`
  const link = (target: number) => `${url}?${filter}${size}page=${target}${bound}`
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

import { isObject } from './expect-response.ts'
import type { List } from './lists.ts'
import { type ListQuery, pageOf } from './read-lists.ts'
import type { Page, Row } from './rows.ts'
import type { ScenarioApi } from './scenario.ts'

const DEFAULT_PER_PAGE = 15

/**
 * Requests a page and checks its rows, links and meta.
 * @param all the rows of the whole list, newest first
 */
export async function expectPage<R extends Row>(
  api: ScenarioApi,
  list: List,
  query: ListQuery,
  all: readonly Row[],
): Promise<Page<R>> {
  const page = await pageOf<R>(api, list, query)
  const what = `${list.operation} ${JSON.stringify(query)}`
  const { per_page = DEFAULT_PER_PAGE, page: number = 1 } = query
  const before = (number - 1) * per_page
  const shown = all.slice(before, before + per_page)
  api.equal(ids(page.data), ids(shown), `the ids of ${what}`)
  const path = String(page.meta.path)
  // A deployment may have a path of its own in front.
  api.check(
    URL.canParse(path) && path.endsWith(list.path),
    `meta.path of ${what} should end with ${list.path}: ${path}`,
  )
  const last = Math.max(1, Math.ceil(all.length / per_page))
  agree(api, `meta of ${what}`, page.meta, {
    current_page: number,
    from: shown.length > 0 ? before + 1 : null,
    last_page: last,
    per_page,
    to: shown.length > 0 ? before + shown.length : null,
    total: all.length,
  })
  const link = linkOf(path, query, query.max_id ?? all[0]?.id)
  agree(api, `links of ${what}`, page.links, {
    first: link(1),
    last: link(last),
    prev: number > 1 ? link(Math.min(number - 1, last)) : null,
    next: number < last ? link(number + 1) : null,
  })
  return page
}

/** Links contain status, per_page, page and max_id in this order, the first two as in the request. */
function linkOf(path: string, { status, per_page }: ListQuery, maxId: number | undefined) {
  return (page: number): string => {
    const pairs = Object.entries({ status, per_page, page, max_id: maxId }).filter(([, value]) => value !== undefined)
    return `${path}?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`
  }
}

function agree(api: ScenarioApi, what: string, actual: unknown, expected: Record<string, unknown>): void {
  const found = isObject(actual) ? actual : {}
  for (const [key, value] of Object.entries(expected)) api.equal(found[key], value, `${key} in ${what}`)
}

export const ids = (rows: readonly Row[]): number[] => rows.map(row => row.id)

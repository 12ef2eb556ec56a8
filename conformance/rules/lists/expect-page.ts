import type { ScenarioApi } from '../../scenarios/scenario.ts'
import { expectLinks } from './expect-links.ts'
import { idsOf, type List, type ListQuery, type Page, pageOf, type Row } from './read-list.ts'

/**
 * Requests a page and checks its rows, links and meta.
 * @param all the rows of the whole list, in its order
 */
export async function expectPage(api: ScenarioApi, list: List, query: ListQuery, all: readonly Row[]): Promise<Page> {
  const page = await pageOf(api, list, query)
  const what = `${list.shape.id} ${JSON.stringify(query)}`
  const size = Number(query.per_page ?? list.perPage?.default ?? page.meta.per_page ?? page.rows.length)
  const number = Number(query.page ?? 1)
  const before = (number - 1) * size
  const shown = list.page || list.perPage ? all.slice(before, before + size) : all
  api.equal(idsOf(page.rows), idsOf(shown), `the ids of ${what}`)
  // An empty page that does not tell its size.
  if (size === 0) return page
  const last = Math.max(1, Math.ceil(all.length / size))
  const meta: Record<string, unknown> = {
    current_page: number,
    from: shown.length > 0 ? before + 1 : null,
    last_page: last,
    per_page: size,
    to: shown.length > 0 ? before + shown.length : null,
    total: all.length,
  }
  for (const [key, value] of Object.entries(meta))
    if (list.meta.has(key)) api.equal(page.meta[key], value, `${key} in meta of ${what}`)
  expectLinks(api, list, page, query, {
    first: 1,
    last,
    prev: number > 1 ? Math.min(number - 1, last) : null,
    next: number < last ? number + 1 : null,
    maxId: query.max_id ?? all[0]?.id,
  })
  return page
}

import { expectStatus, isObject } from '../../scenarios/expect-response.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { ListShape } from './list-shape.ts'

export type Row = Readonly<Record<string, unknown>> & { id: number }

/** A page, reduced to the parts that the contract declares. */
export interface Page {
  rows: Row[]
  links: Readonly<Record<string, unknown>>
  meta: Readonly<Record<string, unknown>>
}

export type ListQuery = Readonly<Record<string, string | number>>

/** A list with the id in its path, if it has one. */
export interface List extends ListShape {
  id?: number | undefined
}

/** Rows of a list in its order, and the query that selects exactly these. */
export interface Sample {
  rows: readonly Row[]
  bound: { max_id?: number }
}

/** Lists of more full pages are read in part if they have a max_id, and not at all otherwise. */
const MOST_PAGES = 5

export async function pageOf(api: ScenarioApi, list: List, query: ListQuery): Promise<Page> {
  const request = { ...(list.id !== undefined && { id: list.id }), query: { ...list.required, ...query } }
  return pageIn(list, (await expectStatus(api, list.shape.id, request, 200)).json)
}

export function pageIn({ rows }: List, json: unknown): Page {
  const part = (name: string) => (isObject(json) ? json[name] : undefined)
  const objectIn = (name: string) => {
    const value = part(name)
    return isObject(value) ? value : {}
  }
  const found = part(rows)
  return { rows: Array.isArray(found) ? found : [], links: objectIn('links'), meta: objectIn('meta') }
}

/** A whole list, with a filter or without; of a very long one the oldest rows, bounded by a max_id below which nothing new appears. */
export async function readList(api: ScenarioApi, list: List, query: ListQuery = {}): Promise<Sample> {
  const perPage = list.perPage?.most
  const full = { ...query, ...(perPage !== undefined && { per_page: perPage }) }
  const first = await pageOf(api, list, full)
  if (!list.page) return { rows: first.rows, bound: {} }
  const size = perPage ?? first.rows.length
  const last = first.meta.last_page
  if (list.hasMaxId && typeof last === 'number' && last > MOST_PAGES) return readOldest(api, list, full, last)
  const rows = [...first.rows]
  const seen = new Set(idsOf(rows))
  // Rows that are added in the meantime must not shift the pages.
  const bound: ListQuery = list.hasMaxId && first.rows[0] ? { max_id: first.rows[0].id } : {}
  let page = first
  for (let number = 2; page.rows.length > 0 && page.rows.length >= size; number++) {
    if (number > MOST_PAGES + 1) api.skip(`the list has more than ${MOST_PAGES} pages of ${size} rows`)
    page = await pageOf(api, list, { ...full, page: number, ...bound })
    const repeated = idsOf(page.rows).filter(id => seen.has(id))
    api.equal(repeated, [], `the ids of page ${number} of ${list.shape.id} that an earlier page also has`)
    for (const id of idsOf(page.rows)) seen.add(id)
    rows.push(...page.rows)
  }
  return { rows, bound: {} }
}

async function readOldest(api: ScenarioApi, list: List, query: ListQuery, last: number): Promise<Sample> {
  const pages = [
    await pageOf(api, list, { ...query, page: last - 1 }),
    await pageOf(api, list, { ...query, page: last }),
  ]
  const rows = pages.flatMap(page => page.rows).slice(-(list.perPage?.most ?? pages[0]!.rows.length))
  return { rows, bound: rows[0] ? { max_id: rows[0].id } : {} }
}

export const idsOf = (rows: readonly Row[]): number[] => rows.map(row => row.id)

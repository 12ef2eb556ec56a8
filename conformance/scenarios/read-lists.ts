import { expectStatus } from './expect-response.ts'
import type { List } from './lists.ts'
import type { Page, Row } from './rows.ts'
import type { ScenarioApi } from './scenario.ts'

export interface ListQuery {
  status?: string
  per_page?: number
  page?: number
  max_id?: number
}

/** Rows of a list, newest first, and the query that selects exactly these. */
export interface Sample<R extends Row> {
  rows: R[]
  bound: { max_id?: number }
}

const FULL_PAGE = 100

/** Lists with up to this many full pages are read completely. */
const MOST_PAGES = 5

/** A page of a list. */
export async function pageOf<R extends Row>(api: ScenarioApi, list: List, query: ListQuery): Promise<Page<R>> {
  const { json } = await expectStatus(api, list.operation, { query: { ...query } }, 200)
  return json as Page<R>
}

/** A whole list; of a very long one the oldest hundred rows, bounded by a max_id below which nothing new appears. */
export async function readList<R extends Row>(api: ScenarioApi, list: List, status?: string): Promise<Sample<R>> {
  const query = { ...(status !== undefined && { status }), per_page: FULL_PAGE }
  const first = await pageOf<R>(api, list, query)
  const { last_page: last } = first.meta
  const isLong = last > MOST_PAGES
  const rows = isLong ? [] : [...first.data]
  for (let page = isLong ? last - 1 : 2; page <= last; page++)
    rows.push(...(await pageOf<R>(api, list, { ...query, page })).data)
  if (!isLong) return { rows, bound: {} }
  const oldest = rows.slice(-FULL_PAGE)
  return { rows: oldest, bound: { max_id: oldest[0]!.id } }
}

/** The newest row with one of the statuses; without any, the scenario cannot run. */
export async function newestWith<R extends Row>(api: ScenarioApi, list: List, ...statuses: string[]): Promise<R> {
  for (const status of statuses) {
    const [row] = (await pageOf<R>(api, list, { status, per_page: 1 })).data
    if (row) return row
  }
  return api.skip(`${list.operation} has no row that is ${statuses.join(' or ')}`)
}

/** The current state of a row, with any status, as shown in the list. */
export async function findRow<R extends Row>(api: ScenarioApi, list: List, id: number): Promise<R> {
  const query = { per_page: 1, max_id: id }
  const [row] = (await pageOf<R>(api, list, query)).data
  if (row?.id === id) return row
  const [other] = list.excludedStatus
    ? (await pageOf<R>(api, list, { ...query, status: list.excludedStatus })).data
    : []
  api.check(other?.id === id, `${list.operation} should contain ${id}`)
  return other
}

/** Whether a list contains a row, with a status filter or without. */
export async function isListed(api: ScenarioApi, list: List, id: number, status?: string): Promise<boolean> {
  const query = { ...(status !== undefined && { status }), per_page: 1, max_id: id }
  return (await pageOf(api, list, query)).data[0]?.id === id
}

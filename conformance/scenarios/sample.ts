import { answered } from './answers.ts'
import type { List } from './lists.ts'
import type { Page, Row } from './rows.ts'
import type { ScenarioApi } from './scenario.ts'

export interface ListQuery {
  status?: string
  per_page?: number
  page?: number
  max_id?: number
}

/** Rows of a list, newest first, and the query that lists them and no others. */
export interface Sample<R extends Row> {
  rows: R[]
  bound: { max_id?: number }
}

const FULL_PAGE = 100

/** A list of so many full pages is read whole. */
const MOST_PAGES = 5

/** A page of a list. */
export async function pageOf<R extends Row>(api: ScenarioApi, list: List, query: ListQuery): Promise<Page<R>> {
  const { json } = await answered(api, list.operation, { query: { ...query } }, 200)
  return json as Page<R>
}

/** A whole list; of a very long one the oldest hundred rows, below a max_id under which nothing new appears. */
export async function sampleOf<R extends Row>(api: ScenarioApi, list: List, status?: string): Promise<Sample<R>> {
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

/** The same with the rows that the list leaves out without a filter. */
export async function everythingOf<R extends Row>(api: ScenarioApi, list: List): Promise<Sample<R>> {
  const listed = await sampleOf<R>(api, list)
  if (list.leftOut === undefined) return listed
  const others = await sampleOf<R>(api, list, list.leftOut)
  const maxId = Math.min(listed.bound.max_id ?? Infinity, others.bound.max_id ?? Infinity)
  const rows = [...listed.rows, ...others.rows].filter(row => row.id <= maxId).sort((a, b) => b.id - a.id)
  return { rows, bound: maxId === Infinity ? {} : { max_id: maxId } }
}

/** The newest row with one of the statuses; a target without any shows nothing of what the scenario is about. */
export async function anyOf<R extends Row>(api: ScenarioApi, list: List, ...statuses: string[]): Promise<R> {
  for (const status of statuses) {
    const [row] = (await pageOf<R>(api, list, { status, per_page: 1 })).data
    if (row) return row
  }
  return api.cannot(`${list.operation} shows nothing that is ${statuses.join(' or ')}`)
}

/** A row as the list shows it now, whatever its status. */
export async function rowOf<R extends Row>(api: ScenarioApi, list: List, id: number): Promise<R> {
  const query = { per_page: 1, max_id: id }
  const [row] = (await pageOf<R>(api, list, query)).data
  if (row?.id === id) return row
  const [other] = list.leftOut ? (await pageOf<R>(api, list, { ...query, status: list.leftOut })).data : []
  api.check(other?.id === id, `${list.operation} should show ${id}`)
  return other
}

/** Whether a list shows a row under a status; without one, whether it shows it at all. */
export async function isListed(api: ScenarioApi, list: List, id: number, status?: string): Promise<boolean> {
  const query = { ...(status !== undefined && { status }), per_page: 1, max_id: id }
  return (await pageOf(api, list, query)).data[0]?.id === id
}

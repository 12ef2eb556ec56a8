import type { Queries } from '../database/database.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import { readScannedList, type ScannedListSql } from '../database/scanned-list.ts'
import type { Subscription } from '../generated/schemas.gen.ts'
import { COLUMNS, STATUS, type SubscriptionRow, statusParams, toSubscription } from './store.ts'

/** The list without a filter leaves out cancelled subscriptions. */
const LISTED = `FROM subscriptions s WHERE s.client_id = :client_id AND s.state <> 'cancelled' AND s.id <= :max_id`

const MATCHING = `FROM subscriptions s WHERE s.client_id = :client_id AND ${STATUS} = :status AND s.id <= :max_id`

const LIST: ScannedListSql = {
  count: `SELECT count(*) AS total, max(s.id) AS newest ${LISTED}`,
  rows: `SELECT ${COLUMNS} ${LISTED} ORDER BY s.id DESC LIMIT :per_page OFFSET :skip`,
}

const FILTERED_LIST: ScannedListSql = {
  count: `SELECT count(*) AS total, max(s.id) AS newest ${MATCHING}`,
  // The subquery reads ids only, so skipped rows are not read in full.
  rows: `
    SELECT ${COLUMNS} FROM subscriptions s WHERE s.client_id = :client_id AND s.id IN
      (SELECT s.id ${MATCHING} ORDER BY s.id DESC LIMIT :per_page OFFSET :skip)
    ORDER BY s.id DESC`,
}

export async function listSubscriptions(
  queries: Queries,
  query: ListQuery,
  now: string,
): Promise<ListPage<Subscription>> {
  const { status } = query
  const listed =
    status === undefined
      ? await readScannedList<SubscriptionRow>(queries, LIST, query, statusParams(now))
      : await readScannedList<SubscriptionRow>(queries, FILTERED_LIST, query, { ...statusParams(now), status })
  return { ...listed, rows: listed.rows.map(row => toSubscription(row, now)) }
}

import type { Params, Queries } from './database.ts'

/** The lists whose rows are counted: issued invoices, all tickets, subscriptions that are not cancelled. */
const LISTED = {
  invoices: `FROM invoices WHERE client_id = :client_id AND state <> 'draft'`,
  tickets: 'FROM tickets WHERE client_id = :client_id',
  subscriptions: `FROM subscriptions WHERE client_id = :client_id AND state <> 'cancelled'`,
}

export type CountedKind = keyof typeof LISTED

/** The table row_counts: a block of level 1 covers this many ids, a block of a higher level this many blocks of the level below. */
const FAN_OUT = 32
const LEVELS = [5, 4, 3, 2, 1] as const

const counters = (kind: CountedKind, level: string) =>
  `FROM row_counts WHERE kind = '${kind}' AND client_id = :client_id AND level = ${level}`

/** Adds up the whole blocks of each level, then the rows after the last whole block; :upto_0 and :first_0 are ids. */
const countSql = (kind: CountedKind) => {
  const whole = LEVELS.map(
    level => `(SELECT CAST(coalesce(sum(count), 0) AS BIGINT) ${counters(kind, `${level}`)}
      AND block >= :first_${level} AND block < :upto_${level})`,
  )
  return `SELECT ${whole.join(' + ')} + (SELECT count(*) ${LISTED[kind]} AND id >= :first_0 AND id < :upto_0) AS total`
}

const newestSql = (kind: CountedKind) => `
  SELECT (SELECT max(id) ${LISTED[kind]}) AS id, (SELECT CAST(coalesce(sum(count), 0) AS BIGINT) ${counters(kind, '5')}) AS total`

/** Finds the block with the row that has `:before` rows before it, and how many of those rows come before the block. */
const blockSql = (kind: CountedKind) => `
  SELECT block, upto - count AS passed FROM
    (SELECT block, count, CAST(sum(count) OVER (ORDER BY block ROWS UNBOUNDED PRECEDING) AS BIGINT) AS upto
      ${counters(kind, ':level')} AND block >= :first AND block < :end)
  WHERE upto > :before LIMIT 1`

const rowSql = (kind: CountedKind) => `
  SELECT id ${LISTED[kind]} AND id >= :first AND id < :end ORDER BY id LIMIT 1 OFFSET :before`

const sqlOf = (kind: CountedKind) => ({
  newest: newestSql(kind),
  count: countSql(kind),
  block: blockSql(kind),
  row: rowSql(kind),
})

const SQL = Object.fromEntries((Object.keys(LISTED) as CountedKind[]).map(kind => [kind, sqlOf(kind)])) as Record<
  CountedKind,
  ReturnType<typeof sqlOf>
>

/** The highest id of a client's unfiltered list, null if it is empty, and the number of its rows. */
export async function newestRow(
  queries: Queries,
  kind: CountedKind,
  clientId: number,
): Promise<{ id: number | null; total: number }> {
  const row = await queries.one<{ id: number | null; total: number }>(SQL[kind].newest, { client_id: clientId })
  return row ?? { id: null, total: 0 }
}

/** The exact number of rows of a client's unfiltered list with an id up to `maxId`. */
export async function countUpTo(queries: Queries, kind: CountedKind, clientId: number, maxId: number): Promise<number> {
  const params: Params = { client_id: clientId }
  let upto = maxId + 1
  for (const level of [0, 1, 2, 3, 4]) {
    const above = Math.floor(upto / FAN_OUT)
    params[`upto_${level}`] = upto
    params[`first_${level}`] = above * FAN_OUT
    upto = above
  }
  const row = await queries.one<{ total: number }>(SQL[kind].count, { ...params, first_5: 0, upto_5: upto })
  return row?.total ?? 0
}

/**
 * The id of the first row on the page that comes after `skip` rows, newest first; undefined past the end.
 * @param total result of countUpTo() for the list's max_id
 */
export async function findPageStart(
  queries: Queries,
  kind: CountedKind,
  clientId: number,
  total: number,
  skip: number,
): Promise<number | undefined> {
  const sql = SQL[kind]
  let before = total - skip - 1
  if (before < 0) return undefined
  let range = { first: 0, end: Number.MAX_SAFE_INTEGER }
  for (const level of LEVELS) {
    const params = { client_id: clientId, level, before, ...range }
    const found = await queries.one<{ block: number; passed: number }>(sql.block, params)
    if (!found) return undefined
    before -= found.passed
    range = { first: found.block * FAN_OUT, end: (found.block + 1) * FAN_OUT }
  }
  return (await queries.one<{ id: number }>(sql.row, { client_id: clientId, before, ...range }))?.id
}

import type { FilterSql } from './list-sql.ts'
import { BLOCK } from './ordinals.ts'

/** The greatest number of rows on a page. */
export const LONGEST_PAGE = 100

/** How the rows of a list are read. */
export interface ListRows {
  COLUMNS: string
  /** `LEFT JOIN …` of the rows with an id in `page.id`. */
  ROWS: string
  /** The ordinal of the newest row with an id up to `:max_id`. */
  SEQ_UP_TO: string
}

/** The rows that have a status. */
export interface Filter {
  /** `FROM … WHERE …` of these rows; an index must have all its columns. */
  MATCHING: string
  /** `first`, `matching`, `others`: for each block, the number of these rows, and of those counted with them that do not match. */
  COUNTS: string
  /** The number of ordinals in a block. */
  SIZE: number
}

/** The counts of a list: `state`, `first`, `due_date` and `count`. */
export const COUNTED = 'FROM block_counts WHERE client_id = :client_id AND kind = :kind'

/** The rows that are stored with a state, whatever the date. */
export const withState = (MATCHING: string, STATE: string): Filter => ({
  MATCHING,
  COUNTS: `SELECT first, count AS matching, 0 AS others ${COUNTED} AND state = '${STATE}'`,
  SIZE: BLOCK,
})

/** The place of the row that comes after the newest `SKIP`: its block, and how many matching rows of that are newer and older. */
const placeAfter = (SKIP: string) => `
    SELECT first, last, others, ${SKIP} - through + matching AS newer, through - ${SKIP} - 1 AS older
    FROM ranked WHERE through > ${SKIP} AND through - matching <= ${SKIP}`

/**
 * The ordinal of the row at a place. Rows that are skipped are read, so it is looked for from that end of the block from which fewer
 * rows are in the way. Those that do not match may all be newer: invoices that are not yet due are.
 */
const seqAt = (PLACE: string, MATCHING: string) => `
      SELECT CASE WHEN newer + others <= older
        THEN (SELECT seq ${MATCHING} AND seq <= ${PLACE}.last ORDER BY seq DESC LIMIT 1 OFFSET (SELECT newer FROM ${PLACE}))
        ELSE (SELECT seq ${MATCHING} AND seq >= ${PLACE}.first ORDER BY seq LIMIT 1 OFFSET (SELECT older FROM ${PLACE})) END
      FROM ${PLACE}`

/**
 * Pages of the rows that have a status, as explained in migration 0007_counts_by_due_date.sql:
 * - `listed`: the ordinal of the newest row of the list up to `:max_id`;
 * - `top`: also the start of its block, and the number of matching rows between it and the nearer end of the block;
 * - `blocks`: the blocks up to there, with the numbers of rows up to there;
 * - `ranked`: `through` is the number of matching rows of a block and of all newer ones. With CROSS JOIN, SQLite reads the counts of a
 *   state in the order of the blocks and does not have to sort them;
 * - `place`, `page`: where the page begins, and the ids of its rows;
 * - `newest`: where the first page begins.
 *
 * Without MATERIALIZED, an expression would be computed for each of its uses. LONGEST_PAGE tells PostgreSQL that a page has few rows: for
 * a parameter it expects a tenth of the list, and may read the whole table.
 */
export function filteredPage({ COLUMNS, ROWS, SEQ_UP_TO }: ListRows, { MATCHING, COUNTS, SIZE }: Filter): FilterSql {
  const [PLACE, FIRST_SEQ] = [placeAfter(':skip'), seqAt('place', MATCHING)]
  const [NEWEST, NEWEST_SEQ] = [placeAfter('0'), seqAt('newest', MATCHING)]
  const WITH_PAGE = `
  WITH listed AS MATERIALIZED (
    SELECT last, CASE WHEN CAST(:max_id AS BIGINT) IS NULL THEN last ELSE (${SEQ_UP_TO}) END AS seq
    FROM client_lists WHERE client_id = :client_id AND kind = :kind),
  top AS MATERIALIZED (
    SELECT seq, first, is_near_end, (SELECT count(*) ${MATCHING}
      AND seq >= CASE WHEN is_near_end THEN included.seq + 1 ELSE included.first END
      AND seq <= CASE WHEN is_near_end THEN included.first + ${SIZE} - 1 ELSE included.seq END) AS counted
    FROM (SELECT seq, seq - seq % ${SIZE} AS first, seq % ${SIZE} >= ${SIZE} / 2 OR seq % ${SIZE} >= last - seq AS is_near_end
      FROM listed) AS included),
  blocks AS (
    SELECT counts.first, CASE WHEN counts.first < top.first THEN counts.first + ${SIZE} - 1 ELSE top.seq END AS last, others,
      CASE WHEN counts.first < top.first THEN matching WHEN is_near_end THEN matching - counted ELSE counted END AS matching
    FROM (${COUNTS}) AS counts CROSS JOIN top WHERE counts.first <= top.first),
  ranked AS (
    SELECT first, last, others, matching,
      CAST(sum(matching) OVER (ORDER BY first DESC ROWS UNBOUNDED PRECEDING) AS BIGINT) AS through
    FROM blocks),
  place AS (${PLACE}),
  page AS (
    SELECT seq, id FROM (SELECT seq, id ${MATCHING} AND seq <= (${FIRST_SEQ})
      ORDER BY seq DESC LIMIT ${LONGEST_PAGE}) AS longest
    ORDER BY seq DESC LIMIT :per_page)`
  const TOTAL = '(SELECT coalesce(max(through), 0) AS list_total FROM ranked) AS list'
  return {
    page: `${WITH_PAGE}
  SELECT list_total, ${COLUMNS} FROM ${TOTAL} LEFT JOIN page ON true ${ROWS} ORDER BY page.seq DESC`,
    pageAndNewest: `${WITH_PAGE},
  newest AS (${NEWEST})
  SELECT list_total, (SELECT id ${MATCHING} AND seq = (${NEWEST_SEQ})) AS list_max_id, ${COLUMNS}
  FROM ${TOTAL} LEFT JOIN page ON true ${ROWS} ORDER BY page.seq DESC`,
  }
}

import type { ListKind } from './ordinals.ts'

/** How the rows that match a filter are read, in the order of their ordinals. The statements may use `:state`, the filter's first state. */
export interface Reading {
  /** `counted`: number of rows with an ordinal from `:first` to `:max_seq`. */
  count: string
  /** `seq`: the ordinal of the row that comes `:before` rows after the first one with an ordinal from `:first` on. */
  nth: string
  /** A page: `:per_page` rows, newest first, after the first `:skip` of those with an ordinal up to `:max_seq`. */
  rows: string
}

/** A filter of a list: the rows with some stored states, or those of them for which the date decides. */
export interface FilterSql extends Reading {
  states: readonly [state: string, other?: string]
  /** Whether only rows whose due date has passed match, or only those whose due date has not. */
  due?: 'passed' | 'ahead'
  /** With `due`: the newest `:per_page` rows that match, of the last 1,000 of the list. */
  newest?: string
  /** `seq`: the ordinals of the rows with these states that do not match. They must be few. */
  except?: string
}

/** The SQL of a list whose rows have ordinals. Every statement may use `:client_id` and the parameters that the caller adds. */
export interface CountedListSql {
  kind: ListKind
  /**
   * A page without a filter: `:per_page` rows after the newest `:skip`, each with `list_total` and `list_max_id`. Past the end it
   * is one row whose own columns are null.
   */
  page: string
  /** The same for the rows up to `:max_id`. */
  pageUpTo: string
  /** `seq`: the ordinal of the newest row with an id up to `:max_id`. */
  seqUpTo: string
  filters: Readonly<Record<string, FilterSql>>
}

/**
 * @param ROWS `SELECT … FROM …` of whole rows, whose first column is the id, up to and including `WHERE id`
 * @param MATCHING `FROM … WHERE …` of the rows that match; an index must have all its columns
 */
export const reading = (ROWS: string, MATCHING: string): Reading => ({
  count: `SELECT count(*) AS counted ${MATCHING} AND seq >= :first AND seq <= :max_seq`,
  nth: `SELECT seq ${MATCHING} AND seq >= :first ORDER BY seq LIMIT 1 OFFSET :before`,
  // The subquery reads an index alone, so skipped rows are not read in full.
  rows: `${ROWS} IN (SELECT id ${MATCHING} AND seq <= :max_seq ORDER BY seq DESC LIMIT :per_page OFFSET :skip) ORDER BY 1 DESC`,
})

/** The same for rows of which the date decides whether they match: rows that do not may all be newer. */
export const readingByDate = (ROWS: string, MATCHING: string): Reading & { newest: string } => ({
  ...reading(ROWS, MATCHING),
  newest: `${ROWS} IN (SELECT id ${MATCHING} AND seq > (SELECT l.last - 1000 FROM client_lists l
    WHERE l.client_id = :client_id AND l.kind = :kind) ORDER BY seq DESC LIMIT :per_page) ORDER BY 1 DESC`,
})

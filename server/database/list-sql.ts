import type { ListKind } from './ordinals.ts'

/** How the matching rows with an ordinal up to `:max_seq` are read. Both statements may use `:state`. */
export interface Reading {
  /** `id`: of the newest row. */
  newest: string
  /** A page: `:per_page` rows, newest first, after the first `:skip`. */
  rows: string
}

/** A filter of a list. */
export interface FilterSql {
  /** All rows with this stored state match, except those in `moved`. Undefined if the date alone decides which rows match. */
  state?: string
  /** Rows whose status has changed only because time has passed. */
  moved?: {
    /** Whether these rows have entered the status (1) or left it (-1). */
    sign: 1 | -1
    /** `moved`: number of these rows. */
    count: string
    /** The same for rows with an ordinal up to `:max_seq`. */
    countUpTo: string
  }
  /** Reads in the order of the list, past rows that do not match. */
  inOrder: Reading
  /** Finds the matching rows by their date and sorts them: cheaper if few of the rows with these states match. */
  sorted?: Reading & { states: readonly string[] }
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
  /** `counted`: number of rows with `:state` and an ordinal from `:first` to `:max_seq`. */
  count: string
  /** `seq`: the ordinal of the row that comes `:before` rows after the first with `:state` from the ordinal `:first` on. */
  nth: string
  filters: Readonly<Record<string, FilterSql>>
}

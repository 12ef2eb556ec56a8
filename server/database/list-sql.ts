import type { ListKind } from './ordinals.ts'

/**
 * The SQL of a list whose rows have ordinals. Each statement reads a page: `:per_page` rows after the newest `:skip`, each with
 * `list_total`. Past the end it is one row whose own columns are null. Every statement may use `:client_id`, `:kind` and the
 * parameters that the caller adds.
 */
export interface CountedListSql {
  kind: ListKind
  /** All rows, each also with `list_max_id`, the id of the newest one. */
  page: string
  /** The same for the rows with an id up to `:max_id`. */
  pageUpTo: string
  /** The rows that have a status. */
  filters: Readonly<Record<string, FilterSql>>
}

export interface FilterSql {
  /** Of the rows with an id up to `:max_id`, unless that is null. */
  page: string
  /** The same, each also with `list_max_id`, which is the id of the first row of the first page. */
  pageAndNewest: string
}

/** Asks for one page, newest first. Only rows up to max_id are included, so new rows do not shift the pages during a walk. */
export interface ListQuery {
  client_id: number
  status?: string | undefined
  per_page: number
  page: number
  max_id?: number | undefined
}

/** One page of a list and the exact total of the list. */
export interface ListPage<Row> {
  rows: Row[]
  total: number
  /** The highest id that the list includes: the requested one, or the newest matching row's. */
  maxId: number | undefined
}

/** The number of rows before the page. */
export const skipOf = ({ page, per_page }: ListQuery): number => (page - 1) * per_page

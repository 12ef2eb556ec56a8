import type { Row } from '../database/insert-row.ts'

/** In the order in which they are checked and written. */
export const KINDS = ['clients', 'users', 'subscriptions', 'invoices', 'payments', 'tickets'] as const
export type Kind = (typeof KINDS)[number]

/** Names a row of the file or of the database: by the id of the file, or by its key in another system. */
export interface Reference {
  id: number | null
  ref: string | null
}

/** A row that is inserted together with the row it belongs to. */
export interface Part {
  /** Of the file. */
  id: number | null
  columns: Row
  /** The subscription of a line, or the user who wrote a reply. */
  reference: Reference | null
}

/** A row of a file that is valid by itself. It has not been compared with other rows or the database. */
export interface CheckedRow {
  kind: Kind
  /** Such as `invoices.csv row 7`. */
  place: string
  /** Of the file. */
  id: number | null
  /** `external_ref` */
  ref: string | null
  /** The number of an invoice or ticket, or the normalised email address of a user. */
  name: string | null
  /** The number of the invoice of a payment. */
  parent: string | null
  /** Rows without an id are written in the order of this text. */
  date: string
  content: Content
}

export interface Content {
  columns: Row
  /** The columns that the file gives; others have defaults. */
  given: string[]
  client: Reference | null
  subscription: Reference | null
  user: Reference | null
  /** The lines of an invoice, or the replies of a ticket. */
  parts: Part[]
  taxes: Row[]
  /** Values of an invoice that follow from its payments, if the file gives them. */
  expected: { status: string | null; amount_paid: number | null; paid_at: string | null } | null
}

export const isGiven = ({ id, ref }: Reference): boolean => id !== null || ref !== null

/** The names of columns that have a value. */
export const namesOfGiven = (columns: Row, defaulted: readonly string[] = []): string[] =>
  Object.keys(columns).filter(name => columns[name] !== null && !defaulted.includes(name))

/** Something that is wrong in the database. */
export interface Finding {
  /** Kind of the fault, such as `wrong-total`. */
  check: string
  /** Such as `invoice INV-2026-0001`. */
  at: string
  message: string
  /** What to do. */
  mend: string
  /** What `check --repair` can derive again. */
  repair?: Repair
}

export type Repair =
  | { kind: 'settle'; invoice: number }
  | { kind: 'recount'; list: 'invoices' | 'tickets'; client: number }
  | { kind: 'replies'; ticket: number }
  | { kind: 'email'; user: number }

export const REPAIR = '"clustrix check --repair" derives it again'

export const RESTORE = 'an issued invoice cannot be changed: restore a backup from before the fault'

import type { Queries } from './database.ts'

/** The lists whose rows are counted: issued invoices, all tickets, subscriptions that are not cancelled. */
export type CountedKind = 'invoices' | 'tickets' | 'subscriptions'

/** Ids in a block of level 1, 2 and 3: a level is walked within one block of the level above, the rows within one of level 1. */
const SIZES = [2 ** 8, 2 ** 16, 2 ** 24] as const

const LISTED: Record<CountedKind, string> = {
  invoices: `FROM invoices WHERE client_id = :client_id AND state <> 'draft'`,
  tickets: 'FROM tickets WHERE client_id = :client_id',
  subscriptions: `FROM subscriptions WHERE client_id = :client_id AND state <> 'cancelled'`,
}

const blocks = (kind: CountedKind, level: number) =>
  `FROM row_counts WHERE kind = '${kind}' AND client_id = :client_id AND level = ${level}`

const countSql = (kind: CountedKind) => `
  SELECT (SELECT coalesce(sum(count), 0) ${blocks(kind, 3)} AND block < :block_3)
    + (SELECT coalesce(sum(count), 0) ${blocks(kind, 2)} AND block >= :first_2 AND block < :block_2)
    + (SELECT coalesce(sum(count), 0) ${blocks(kind, 1)} AND block >= :first_1 AND block < :block_1)
    + (SELECT count(*) ${LISTED[kind]} AND id >= :first_id AND id <= :max_id) AS total`

const COUNT: Record<CountedKind, string> = {
  invoices: countSql('invoices'),
  tickets: countSql('tickets'),
  subscriptions: countSql('subscriptions'),
}

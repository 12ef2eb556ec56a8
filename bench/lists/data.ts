import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { inTransaction } from '../../server/database/sqlite/driver.ts'
import { migrate } from '../../server/database/sqlite/migrate.ts'
import { migrations } from '../../server/database/sqlite/node.ts'

export interface Size {
  invoices: number
  clients: number
  /** Percentage of the invoices that are overdue; most others are paid. */
  overdue: number
}

/** Milliseconds that migrating the database from version 2 took. */
export interface Migrated {
  total: number
  /** The longest time that a transaction held the lock. */
  longest: number
}

/** The day for which the invoices are overdue. */
export const TODAY = '2026-11-22'

const CLIENTS = `
  WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < :clients)
  INSERT INTO clients (id, name, line1, city, country, currency) SELECT id, 'Client', 'Line', 'City', 'DE', 'EUR' FROM ids`

const USERS = `
  INSERT INTO users (id, client_id, email, email_normalised, name, password_hash, created_at)
  SELECT id, id, printf('%d@a.example', id), printf('%d@a.example', id), 'User', 'none', '2020-01-01T00:00:00Z' FROM clients`

/** Invoices of all clients in turn; which of them are overdue, paid in part, void or due later repeats every 1,000 rows. */
const INVOICES = `
  WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < :invoices),
  spread (id, share) AS (SELECT id, id * 617 / :clients % 1000 FROM ids)
  INSERT INTO invoices (id, client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total,
    amount_paid, paid_at, voided_at, bill_to_name, bill_to_line1, bill_to_city, bill_to_country, created_at, updated_at)
  SELECT id, 1 + id % :clients, printf('I-%d', id), CASE WHEN share >= 995 THEN 'void' ELSE 'open' END, 'EUR', '2026-01-01',
    date('2026-11-21', CASE WHEN share < 10 * :overdue THEN printf('-%d days', id % 300) ELSE '+30 days' END),
    10000, 0, 1900, 11900, CASE WHEN share < 10 * :overdue + 20 OR share >= 995 THEN 0 WHEN share < 10 * :overdue + 30 THEN 500
    ELSE 11900 END, NULL, CASE WHEN share >= 995 THEN '2026-02-01T00:00:00Z' END, 'Client', 'Line', 'City', 'DE',
    '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' FROM spread`

/** The fastest way to many rows: without the counters of version 2, which the migration drops unread. */
const COUNTER = 'invoices_issued_at_once'

/** Fills a new file as version 2 of the schema stored it, and migrates it to the current version. */
export function createFile(file: string, { invoices, clients, overdue }: Size): Migrated {
  for (const suffix of ['', '-wal', '-shm', '-clean']) rmSync(`${file}${suffix}`, { force: true })
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = OFF')
  migrate(sqlite, migrations.slice(0, 2))
  inTransaction(sqlite, 'BEGIN', () => {
    const trigger = sqlite.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(COUNTER)
    sqlite.exec(`DROP TRIGGER ${COUNTER}`)
    sqlite.prepare(CLIENTS).run({ clients })
    sqlite.prepare(USERS).run()
    sqlite.prepare(INVOICES).run({ invoices, clients, overdue })
    sqlite.exec(String(trigger))
  })
  sqlite.pragma('synchronous = FULL')
  const start = performance.now()
  let [last, longest] = [start, 0]
  const step = () => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  // Each migration alone, so that its transactions are timed alone.
  for (const [index] of migrations.entries()) {
    migrate(sqlite, migrations.slice(0, index + 1), step)
    step()
  }
  sqlite.close()
  return { total: performance.now() - start, longest }
}

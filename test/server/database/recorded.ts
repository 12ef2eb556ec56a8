import { ownerships } from '../../../server/app.ts'
import { deleteEndedWindows } from '../../../server/auth/login-limits.ts'
import { clientDocument } from '../../../server/client-data/document.ts'
import { findClient } from '../../../server/clients/store.ts'
import {
  type Database,
  DatabaseUnavailable,
  type Params,
  type Queries,
  type Sql,
} from '../../../server/database/database.ts'
import { monitor } from '../../../server/database/health.ts'
import type { CountedListSql } from '../../../server/database/list-sql.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'
import { textOf } from '../../../server/database/sqlite/statements.ts'
import { isDemo, seedDemo } from '../../../server/demo/seed.ts'
import { deleteExpiredKeys } from '../../../server/idempotency/idempotency.ts'
import { INVOICE_LIST } from '../../../server/invoices/list.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { createSellers } from '../../../server/seller/store.ts'
import { storeCurrentSeller, useSeller } from '../../../server/seller/use.ts'
import { RESOLVED_TICKETS, TICKET_LIST } from '../../../server/tickets/list.ts'
import { ACME, BJORN, type TestApp, testApp } from '../../support/app.ts'
import { INVOICE_FILE } from '../../support/billing-commands.ts'
import { operations } from '../../support/operations.ts'
import { operator } from '../../support/operator.ts'
import { OPERATOR_COMMANDS } from '../../support/operator-commands.ts'

/** Every SQL text that was run, with the parameters of its first run. */
export type Recorded = Map<string, Params>

/** The recorded texts that PostgreSQL runs and SQLite does not. */
export const postgresTexts = new Set<string>()

/** The recorded texts that SQLite runs and PostgreSQL does not. */
export const sqliteTexts = new Set<string>()

/** Wraps a database and records the texts it runs. */
function recording(database: Database, recorded: Recorded): Database {
  const recordingQueries = (queries: Queries): Queries => {
    const note = (sql: Sql, params: Params = {}) => {
      if (!recorded.has(textOf(sql))) recorded.set(textOf(sql), params)
      if (typeof sql === 'string') return
      postgresTexts.add(sql.postgres)
      sqliteTexts.add(sql.sqlite)
    }
    return {
      one: (sql, params) => {
        note(sql, params)
        return queries.one(sql, params)
      },
      all: (sql, params) => {
        note(sql, params)
        return queries.all(sql, params)
      },
      run: (sql, params) => {
        note(sql, params)
        return queries.run(sql, params)
      },
      lock: (sql, params) => {
        postgresTexts.add(sql)
        return queries.lock(sql, params)
      },
    }
  }
  return {
    ...recordingQueries(database),
    read: work => database.read(queries => work(recordingQueries(queries))),
    write: work => database.write(queries => work(recordingQueries(queries))),
    isShared: database.isShared,
    close: () => database.close(),
  }
}

/** The statements of a list. */
export const pagesOf = ({ page, pageUpTo, filters }: CountedListSql): string[] => [
  page,
  pageUpTo,
  ...Object.values(filters).flatMap(filter => [filter.page, filter.pageAndNewest]),
]

/** Records all SQL of the server: every operation in all its variants, the demo data, and the start. */
export async function recordAll(): Promise<Recorded> {
  const recorded: Recorded = new Map()
  const demo = await openFile(':memory:')
  await seedDemo(recording(demo, recorded), { passwordHash: async () => 'no password' })
  await isDemo(recording(demo, recorded))
  const { database, health } = monitor(recording(demo, recorded))
  await database.write(() => Promise.reject(new DatabaseUnavailable('full'))).catch(() => {})
  await health()
  // Owners are queried only after a fault in a request, so not on every path.
  for (const { ownerOf } of Object.values(ownerships)) await ownerOf(recording(demo, recorded), 1)
  for (const cleanup of [deleteExpiredKeys, deleteEndedWindows]) await cleanup(recording(demo, recorded), 0, 1)
  const seller = recording(demo, recorded)
  const storeSample = () => seller.write(q => storeCurrentSeller(q, sampleSeller(), '2026-11-22T12:00:00Z'))
  await useSeller(seller, sampleSeller(), storeSample)
  await createSellers()(recording(demo, recorded), 4, 106)
  const pages = [INVOICE_LIST, TICKET_LIST].flatMap(pagesOf)
  for (const sql of [...pages, ...Object.values(RESOLVED_TICKETS)]) {
    const dates = { today: '2026-11-22', closing: '2026-11-15T12:00:00Z' }
    const params = { ...dates, client_id: 4, kind: 'invoices', max_id: 300, per_page: 2, skip: 0 }
    await recording(demo, recorded).all(sql, params)
  }
  await demo.close()

  const app = testApp({
    wrap: database => recording(database, recorded),
    settings: { rateLimit: 1_000, loginRateLimit: 3 },
  })
  await recordImportedPassword(app)
  for (const operation of operations) {
    app.clock.advance(61_000)
    const token = await app.login(operation.id === 'createToken' ? undefined : BJORN)
    const own = await app.login()
    const ask = (path: string, extra: Record<string, string> = {}) =>
      app.call(path, {
        method: operation.method,
        token: own,
        ...(operation.body && { json: operation.body }),
        headers: extra,
      })
    const key = { 'Idempotency-Key': operation.id }
    for (const extra of [key, key, { 'Idempotency-Key': '""' }, {}]) await ask(operation.path, extra)
    if (operation.id === 'revokeToken') continue
    if (operation.method === 'GET' && operation.hasQuery) {
      const pages = ['?per_page=1&page=2', '?max_id=1000', '?status=paid&page=2&per_page=1']
      for (const query of [...pages, '?status=open', '?status=active']) await ask(operation.path + query)
    }
    // Another client, with a malformed body.
    if (operation.hasId) await app.call(operation.path, { method: 'POST', token, body: '{' })
  }
  await app.database.close()
  return recorded
}

/** A login with a password hash of another system. */
async function recordImportedPassword(app: TestApp): Promise<void> {
  await app.database.run('UPDATE users SET password_imported = 1 WHERE id = 7')
  await app.login()
  await app.call('/api/v1/auth/token', { json: { email: ACME, password: 'wrong' } })
}

/** Faults that `check --repair` mends. */
const FAULTS = [
  'UPDATE invoices SET last_payment_failed = 1 WHERE id = 101',
  "UPDATE client_lists SET last = 99 WHERE client_id = 4 AND kind = 'tickets'",
  'UPDATE tickets SET reply_count = reply_count + 1 WHERE id = 202',
  "UPDATE users SET email_normalised = 'someone@company.com' WHERE id = 7",
]

/** Records all SQL of the operator's command. */
export async function recordCommands(): Promise<Recorded> {
  const recorded: Recorded = new Map()
  const { database } = testApp()
  const run = operator(recording(database, recorded))
  // A client with subscriptions that are not cancelled cannot be erased.
  await database.run(
    `UPDATE subscriptions SET state = 'cancelled', cancelled_at = started_at, ends_at = started_at WHERE client_id = 5`,
  )
  const runLater = operator(recording(database, recorded), { env: { CLOCK: '2027-03-01T00:00:00Z' } })
  for (const args of OPERATOR_COMMANDS) {
    const input = args[0] === 'invoice' ? INVOICE_FILE : 'Some text of a person'
    const { exitCode, err } = await (args[0] === 'tick' ? runLater : run)(args, { input })
    if (exitCode !== 0) throw new Error(`clustrix ${args.join(' ')} failed: ${err}`)
  }
  await recording(database, recorded).read(async queries => {
    const client = await findClient(queries, 4)
    // Without the command, which would leave a file.
    if (client) for await (const _ of clientDocument(queries, client, '2026-11-22T12:00:00Z'));
  })
  for (const fault of FAULTS) await database.run(fault)
  const repair = await run(['check', '--repair'])
  if (repair.exitCode !== 0) throw new Error(`clustrix check failed: ${repair.out}${repair.err}`)
  return recorded
}

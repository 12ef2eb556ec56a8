import type { Database, Params, Queries } from '../../../server/database/database.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'
import { isDemo, seedDemo } from '../../../server/demo/seed.ts'
import { invoiceOwner } from '../../../server/invoices/store.ts'
import { BJORN, testApp } from '../../support/app.ts'
import { operations } from '../../support/operations.ts'

/** Every SQL text that was asked for, with the parameters of its first time. */
export type Recorded = Map<string, Params>

/** The same database, which notes what it is asked. */
function recording(database: Database, recorded: Recorded): Database {
  const noting = (queries: Queries): Queries => {
    const note = (sql: string, params: Params = {}) => {
      if (!recorded.has(sql)) recorded.set(sql, params)
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
    }
  }
  return {
    ...noting(database),
    read: work => database.read(queries => work(noting(queries))),
    write: work => database.write(queries => work(noting(queries))),
    close: () => database.close(),
  }
}

/** All SQL of the server: that of every operation in every way it can go, of the demo world and of a start. */
export async function recordAll(): Promise<Recorded> {
  const recorded: Recorded = new Map()
  const world = await openFile(':memory:')
  await seedDemo(recording(world, recorded), { passwordHash: async () => 'no password' })
  await isDemo(recording(world, recorded))
  // No fault of a request is found before an invoice itself: nothing to read in it can be wrong.
  await invoiceOwner(recording(world, recorded), 101)
  await world.close()

  const app = testApp({
    wrap: database => recording(database, recorded),
    settings: { rateLimit: 1_000, loginRateLimit: 3 },
  })
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
    // The wrong client, with a body that nobody can read.
    if (operation.hasId) await app.call(operation.path, { method: 'POST', token, body: '{' })
  }
  await app.database.close()
  return recorded
}

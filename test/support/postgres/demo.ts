import { onTestFinished, TestRunner } from 'vitest'
import { openDatabase } from '../../../server/database/open.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import type { Rows } from '../engine.ts'
import { plainPasswords } from '../plain-passwords.ts'
import { removeRules } from '../schema.ts'
import { keepRows, keepSchema } from './kept-rows.ts'
import { createReusables, type Reusable } from './reusable.ts'
import { type ServerOptions, startServer, type TestServer } from './server.ts'

export interface DemoServer extends TestServer {
  /**
   * A database with all tables, until the test ends, or for good if no test is running. A test must close what it opens by the URL.
   */
  lend(rows: Rows): Promise<Reusable>
  /** A new database without tables. @returns its name */
  newDatabase(): Promise<string>
}

/** The database with the demo data, which others are copied from. */
export const DEMO = 'demo'

/** The same, without the rules of the schema; see addUnchecked(). */
export const UNCHECKED = 'unchecked'

/** A server with the demo data in a database that others are copied from; undefined if this machine cannot run one. */
export async function startDemoServer(options?: ServerOptions): Promise<DemoServer | undefined> {
  const server = await startServer(options)
  if (!server) return undefined
  await server.admin(`CREATE DATABASE ${DEMO}`)
  const database = await openDatabase(server.url(DEMO))
  await seedDemo(database, { passwordHash: plainPasswords.hash })
  await keepRows(database)
  await database.close()
  const take = createReusables(server, DEMO)
  let count = 0
  return {
    ...server,
    async lend(rows) {
      const reusable = await take(rows)
      if (TestRunner.getCurrentTest()) onTestFinished(reusable.giveBack)
      return reusable
    },
    async newDatabase() {
      const name = `new_${++count}`
      await server.admin(`CREATE DATABASE ${name}`)
      return name
    },
  }
}

let shared: Promise<DemoServer | undefined> | undefined

/**
 * One server for all test files of this process which need none of their own. It ends with the process. Two transactions wait for each
 * other only in tests that want it, so a deadlock is found soon.
 */
export function sharedServer(): Promise<DemoServer | undefined> {
  shared ??= startDemoServer({ settings: ['deadlock_timeout=50ms'] })
  return shared
}

/** Adds a database with the demo data which accepts rows that the schema refuses otherwise. */
export async function addUnchecked(server: DemoServer): Promise<void> {
  await server.admin(`CREATE DATABASE ${UNCHECKED} TEMPLATE ${DEMO} STRATEGY FILE_COPY`)
  const database = await openDatabase(server.url(UNCHECKED))
  await removeRules(database)
  await keepSchema(database)
  await database.close()
}

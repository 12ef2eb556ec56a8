import { openDatabase } from '../../../server/database/open.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { plainPasswords } from '../plain-passwords.ts'
import { removeRules } from '../schema.ts'
import { keepRows, keepSchema } from './kept-rows.ts'
import { type ServerOptions, startServer, type TestServer } from './server.ts'

export interface DemoServer extends TestServer {
  /** A new database with the demo data. @returns its URL */
  newDemo(): Promise<string>
  /** A new empty database. @returns its URL */
  newEmpty(): Promise<string>
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
  let count = 0
  const create = async (from: string) => {
    const name = `copy_${++count}`
    await server.admin(`CREATE DATABASE ${name} ${from}`)
    return server.url(name)
  }
  return {
    ...server,
    newDemo: () => create(`TEMPLATE ${DEMO} STRATEGY FILE_COPY`),
    newEmpty: () => create(''),
  }
}

/** Adds a database with the demo data which accepts rows that the schema refuses otherwise. */
export async function addUnchecked(server: DemoServer): Promise<void> {
  await server.admin(`CREATE DATABASE ${UNCHECKED} TEMPLATE ${DEMO} STRATEGY FILE_COPY`)
  const database = await openDatabase(server.url(UNCHECKED))
  await removeRules(database)
  await keepSchema(database)
  await database.close()
}

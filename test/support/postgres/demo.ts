import { openDatabase } from '../../../server/database/open.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { plainPasswords } from '../app.ts'
import { type ServerOptions, startServer, type TestServer } from './server.ts'

export interface DemoServer extends TestServer {
  /** A new database with the demo data. @returns its URL */
  newDemo(): Promise<string>
  /** A new database that is a copy of another one, which no one may be using. @returns its URL */
  copy(database: string): Promise<string>
  /** A new empty database. @returns its URL */
  newEmpty(): Promise<string>
}

/** A server with the demo data in a database that others are copied from; undefined if this machine cannot run one. */
export async function startDemoServer(options?: ServerOptions): Promise<DemoServer | undefined> {
  const server = await startServer(options)
  if (!server) return undefined
  await server.admin('CREATE DATABASE demo')
  const database = await openDatabase(server.url('demo'))
  await seedDemo(database, { passwordHash: plainPasswords.hash })
  await database.close()
  let count = 0
  const create = async (from: string) => {
    const name = `copy_${++count}`
    await server.admin(`CREATE DATABASE ${name} ${from}`)
    return server.url(name)
  }
  const templateOf = (name: string) => `TEMPLATE ${name} STRATEGY FILE_COPY`
  return {
    ...server,
    newDemo: () => create(templateOf('demo')),
    copy: name => create(templateOf(name)),
    newEmpty: () => create(''),
  }
}

import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordModules } from '../../support/loaded-modules.ts'
import type { Instance } from '../../support/postgres-system/instance.ts'
import { createDatabase, startPrimary } from '../../support/postgres-system/primary.ts'
import { run, startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Driver, native library and folder of each engine, without the names of SQLite's files, which `clustrix doctor` knows. */
const PARTS = {
  SQLite: /^(better-sqlite3|.*\.node|server\/database\/sqlite\/(?!private-files).*)$/,
  PostgreSQL: /^(pg(-.*)?|server\/database\/postgres\/.*)$/,
}

let primary: Instance

beforeAll(async () => {
  primary = await startPrimary()
  return primary.remove
})

async function newPostgres(name: string): Promise<string> {
  await createDatabase(primary, name)
  return primary.ownerUrl(name)
}

const newFile = async () => path.join(temporaryFolder(), 'new.db')

describe.for([
  { used: 'SQLite', unused: 'PostgreSQL', newDatabase: newFile, driver: 'better-sqlite3' },
  { used: 'PostgreSQL', unused: 'SQLite', newDatabase: newPostgres, driver: 'pg' },
] as const)('on $used, nothing of $unused is loaded', ({ used, unused, newDatabase, driver }) => {
  function expectOnly(loaded: string[]): void {
    expect(loaded.filter(name => PARTS[unused].test(name))).toEqual([])
    expect(loaded.filter(name => PARTS[used].test(name))).toContain(driver)
  }

  test('by a server', async () => {
    const { before, loaded } = recordModules(temporaryFolder())
    const server = await startServer({ env: { DATABASE: await newDatabase('served') }, before })
    const token = await server.login()
    const requests = ['/api/v1/invoices', '/api/v1/invoices/106/pdf', '/docs'].map(target =>
      server.call(target, { token }),
    )
    expect((await Promise.all(requests)).map(({ status }) => status)).toEqual([200, 200, 200])
    const ticket = { subject: 'Loaded modules', body: 'Which are they?' }
    expect((await server.call('/api/v1/tickets', { token, json: ticket })).status).toBe(201)
    server.kill('SIGTERM')
    expect(await server.exited).toMatchObject({ code: 0 })
    expectOnly(loaded())
  })

  test('by the operator’s command', async () => {
    const { before, loaded } = recordModules(temporaryFolder())
    const DATABASE = await newDatabase('operated')
    for (const command of ['migrate', 'check']) {
      const { exited } = run({ program: 'server/cli/main.ts', args: [command], env: { DATABASE }, before })
      expect(await exited).toMatchObject({ code: 0 })
    }
    expectOnly(loaded())
  })
})

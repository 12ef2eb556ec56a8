import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { startServer } from '../../../support/postgres/server.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const server = await startServer({
  files: { 'pg_hba.conf': 'local all clustrix trust\nlocal all all scram-sha-256\n' },
})
await server?.admin(`CREATE ROLE portal LOGIN PASSWORD 'hunter2'`)
await server?.admin('CREATE DATABASE portal OWNER portal')
afterAll(() => server?.stop())
afterEach(() => void vi.unstubAllEnvs())

const open = (login: string) => openDatabase(server?.url('portal').replace('clustrix@', `${login}@`) ?? '')

/** The message if opening fails, and the warnings of the driver. */
async function outcomeOf(login = 'portal'): Promise<string[]> {
  const warnings: string[] = []
  const listen = ({ message }: Error) => warnings.push(message)
  process.on('warning', listen)
  onTestFinished(() => void process.off('warning', listen))
  const opening = open(login).then(
    database => database.close().then(() => 'opened'),
    (error: Error) => error.message.replace(/.*cannot be used: /, ''),
  )
  return [await opening, ...warnings]
}

function passwordFile(line: string): void {
  const file = path.join(temporaryFolder(), 'pgpass')
  writeFileSync(file, `${line}\n`)
  chmodSync(file, 0o600)
  vi.stubEnv('PGPASSFILE', file)
}

describe.skipIf(!server)('the password', () => {
  test('is read from the URL, from PGPASSWORD and from the file PGPASSFILE', async () => {
    passwordFile('*:*:*:portal:wrong')
    expect(await outcomeOf('portal:hunter2')).toEqual(['opened'])
    vi.stubEnv('PGPASSWORD', 'hunter2')
    expect(await outcomeOf()).toEqual(['opened'])
    vi.unstubAllEnvs()
    passwordFile('*:5432:portal:portal:hunter2')
    expect(await outcomeOf()).toEqual(['opened'])
  })

  test('that is missing is asked for, and a wrong one is not shown', async () => {
    passwordFile('*:*:*:other:hunter2')
    expect(await outcomeOf()).toEqual(['it needs a password: put it into the URL, PGPASSWORD or ~/.pgpass'])
    expect(await outcomeOf('portal:hunter3')).toEqual(['the user or the password is wrong (28P01)'])
  })
})

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openFile } from '../../server/database/sqlite/node.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { plainPasswords } from '../support/plain-passwords.ts'
import { type Exit, PRODUCTION, type RunOptions, run, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const newFile = () => path.join(temporaryFolder(), 'new.db')

async function stopped(server: { kill(signal: NodeJS.Signals): void; exited: Promise<Exit> }): Promise<Exit> {
  server.kill('SIGTERM')
  return server.exited
}

/** A database file with the demo data. */
async function demoFile(): Promise<string> {
  const file = newFile()
  const database = await openFile(file)
  await seedDemo(database, { passwordHash: plainPasswords.hash })
  await database.close()
  return file
}

const end = (options: RunOptions) => run(options).exited

/** Everything in a folder, so that one can see that nothing was touched. */
const contents = (file: string) =>
  readdirSync(path.dirname(file)).map(name => [
    name,
    createHash('sha256')
      .update(readFileSync(path.join(path.dirname(file), name)))
      .digest('hex'),
  ])

const count = (file: string, table: string) => {
  const sqlite = new Sqlite(file, { readonly: true })
  try {
    return sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  } finally {
    sqlite.close()
  }
}

describe('a new database', () => {
  test('is created with the demo data', async () => {
    const file = newFile()
    await stopped(await startServer({ env: { DATABASE: file } }))
    expect([count(file, 'users'), count(file, 'invoices')]).toEqual([3, 12])
  })

  test.each<[string, RunOptions]>([
    ['with --no-demo', { args: ['--no-demo'] }],
    ['with NODE_ENV=production', { env: PRODUCTION }],
    ['on a HOST that others reach', { env: { HOST: '0.0.0.0' } }],
  ])('stays empty %s', async (_, { env, args = [] }) => {
    const file = newFile()
    const server = await startServer({ env: { DATABASE: file, ...env }, args })
    expect((await server.call('/healthz')).status).toBe(200)
    expect((await stopped(server)).stdout).not.toMatch(/TOKEN=|password/)
    expect([count(file, 'clients'), count(file, 'users')]).toEqual([0, 0])
  })

  test('is filled once when two servers start at the same time', async () => {
    const file = newFile()
    const servers = await Promise.all([1, 2, 3].map(() => startServer({ env: { DATABASE: file } })))
    const tokens = await Promise.all(servers.map(server => server.login()))
    expect(new Set(tokens.map(token => token.split('|')[0]))).toEqual(new Set(['1', '2', '3']))
    expect(count(file, 'invoices')).toBe(12)
  })
})

test('a start with SELLER stores the seller and gives it to the invoices without one', async () => {
  const DATABASE = await demoFile()
  for (const SELLER of ['test/support/seller.yaml', 'bench/server/seller.yaml'])
    await stopped(await startServer({ env: { DATABASE, SELLER } }))
  const sqlite = new Sqlite(DATABASE, { readonly: true })
  expect(sqlite.prepare('SELECT seller_id, count(*) FROM invoices GROUP BY 1').raw().all()).toEqual([[1, 12]])
  expect(sqlite.prepare(`SELECT value FROM settings WHERE name = 'seller'`).pluck().get()).toBe('2')
  sqlite.close()
})

test('a second start keeps what the first one stored, and shows the quick start again', async () => {
  const file = newFile()
  const first = await startServer({ env: { DATABASE: file } })
  const token = await first.login()
  await first.call('/api/v1/tickets', { token, json: { subject: 'Kept', body: 'Across a restart.' } })
  await stopped(first)
  const second = await startServer({ env: { DATABASE: file } })
  const tickets = await (await second.call('/api/v1/tickets?per_page=1', { token })).json()
  expect(tickets).toMatchObject({ data: [{ number: 'TKT-2026-0007', subject: 'Kept' }], meta: { total: 6 } })
  expect(second.output.stdout).toContain('\nTOKEN=$(curl ')
})

describe('the demo data is not served', () => {
  test.each<[string, Record<string, string>]>([
    ['on a HOST that others reach', { HOST: '0.0.0.0' }],
    ['in production', PRODUCTION],
  ])('%s: one line, and nothing is touched', async (_, env) => {
    const DATABASE = await demoFile()
    const before = contents(DATABASE)
    expect(await end({ env: { DATABASE, ...env } })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `DATABASE=${DATABASE}: contains demo data with public passwords, which is only served on a loopback HOST and outside production\n`,
    })
    expect(contents(DATABASE)).toEqual(before)
  })
})

test('the demo data is served through a proxy only with TRUST_PROXY=on', async () => {
  const headers = { 'X-Forwarded-For': '203.0.113.8' }
  const refusing = await startServer({ env: { DATABASE: ':memory:' } })
  expect((await refusing.call('/healthz', { headers })).status).toBe(503)
  expect((await refusing.call('/healthz')).status).toBe(200)
  const trusting = await startServer({ env: { DATABASE: ':memory:', TRUST_PROXY: 'on' } })
  expect((await trusting.call('/healthz', { headers })).status).toBe(200)
})

describe('a start that fails prints one line', () => {
  const oneLine = (text: string) => ({ code: 1, stdout: '', stderr: expect.stringMatching(new RegExp(`^${text}\n$`)) })

  test('when a setting is invalid, and nothing is created', async () => {
    const DATABASE = newFile()
    expect(await end({ env: { DATABASE, PORT: 'x', CLOCK: 'noon' } })).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'PORT=x: must be a whole number from 0 to 65535\nCLOCK=noon: must be a date and time such as 2026-11-22T12:00:00Z\n',
    })
    expect(existsSync(DATABASE)).toBe(false)
  })

  test.each([
    ['does not exist', {}, 'none.yaml', 'SELLER=none.yaml: cannot be read \\(ENOENT\\)'],
    ['is missing in production', { ...PRODUCTION, SELLER: '' }, '', 'SELLER: must be set in production, .*'],
  ])('when the file of SELLER %s, and nothing is created', async (_, env, SELLER, message) => {
    const DATABASE = newFile()
    expect(await end({ env: { ...env, DATABASE, SELLER } })).toMatchObject(oneLine(message))
    expect(existsSync(DATABASE)).toBe(false)
  })

  test('for each part of the sample in the file of SELLER', async () => {
    const { code, stderr } = await end({ env: { ...PRODUCTION, DATABASE: newFile(), SELLER: 'seller.example.yaml' } })
    const lines = stderr.trim().split('\n')
    expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 6 })
    expect(lines.filter(line => !/^SELLER=seller\.example\.yaml:\d+: .* is from the sample/.test(line))).toEqual([])
  })

  test('when DATABASE is a URL of another kind, without its password, and nothing is created', async () => {
    const before = readdirSync('.')
    expect(await end({ env: { DATABASE: 'mysql://clustrix:hunter2@127.0.0.1/clustrix' } })).toMatchObject(
      oneLine('DATABASE: use a file path, :memory:, or a URL that begins with postgres://'),
    )
    expect(readdirSync('.')).toEqual(before)
  })

  test('when the folder of DATABASE does not exist', async () => {
    const DATABASE = path.join(temporaryFolder(), 'a', 'new.db')
    expect(await end({ env: { DATABASE } })).toMatchObject(
      oneLine(`The database ${DATABASE} cannot be used: its folder does not exist; create it first`),
    )
    expect(existsSync(path.dirname(DATABASE))).toBe(false)
  })

  test('when PORT is in use', async () => {
    const other = createServer()
    const PORT = await new Promise<string>(resolve =>
      other.listen(0, '127.0.0.1', () => resolve(String((other.address() as { port: number }).port))),
    )
    expect(await end({ env: { DATABASE: newFile(), PORT } })).toEqual({
      ...oneLine(`PORT=${PORT}: already in use on 127\\.0\\.0\\.1; choose another port`),
      signal: null,
    })
    other.close()
  })

  test('when HOST is not an address of this machine', async () => {
    const env = { DATABASE: newFile(), HOST: '192.0.2.1' }
    expect(await end({ env })).toMatchObject(
      oneLine('HOST=192\\.0\\.2\\.1: cannot listen on this address \\(EADDRNOTAVAIL\\)'),
    )
  })

  test.each<[string, (file: string) => void | Promise<void>]>([
    ['is a folder', file => mkdirSync(file)],
    [
      'was made by a newer release',
      async file => {
        await (await openFile(file)).close()
        const sqlite = new Sqlite(file)
        sqlite.pragma('user_version = 99')
        sqlite.close()
      },
    ],
    [
      'is damaged',
      async file => {
        await (await openFile(file)).close()
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.fill(0xff, 8192, bytes.length - 4096))
      },
    ],
  ])('when DATABASE %s, which is left as it is', async (_, make) => {
    const DATABASE = newFile()
    await make(DATABASE)
    const before = existsSync(DATABASE) && readdirSync(path.dirname(DATABASE))
    expect(await end({ env: { DATABASE } })).toMatchObject(oneLine(`The database ${DATABASE} cannot be used: .+`))
    expect(readdirSync(path.dirname(DATABASE))).toEqual(before)
  })

  test('with the usage when an option is unknown', async () => {
    expect(await end({ args: ['--demo'] })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Unknown option '--demo'\n\nUsage: npm start /),
    })
  })
})

test('--help shows the usage and starts nothing', async () => {
  const DATABASE = newFile()
  expect(await end({ args: ['--help'], env: { DATABASE, PORT: 'x' } })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Usage: npm start /),
    stderr: '',
  })
  expect(existsSync(DATABASE)).toBe(false)
})

test('CLOCK sets the time from which the clock runs', async () => {
  const server = await startServer({ env: { DATABASE: ':memory:', CLOCK: '2027-03-01T23:00:00Z' } })
  const token = await server.login()
  const json = { subject: 'Late', body: 'When is it?' }
  const { data } = (await (await server.call('/api/v1/tickets', { token, json })).json()) as {
    data: { number: string; created_at: string }
  }
  expect(data).toMatchObject({ number: 'TKT-2027-0001', created_at: expect.stringMatching(/^2027-03-01T23:00:/) })
})

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Database, DatabaseUnavailable } from '../../../../server/database/database.ts'
import { openDatabase } from '../../../../server/database/open.ts'
import { startServer } from '../../../support/postgres/server.ts'

/** A port that was free a moment ago. */
const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const [a, b] = [await freePort(), await freePort()]
const primary = await startServer({ port: a })
/** A server that refuses writes, as a standby does. */
const standby = primary && (await startServer({ port: b }))
for (const server of [primary, standby]) await server?.admin('CREATE DATABASE many')
await standby?.admin('ALTER SYSTEM SET default_transaction_read_only = on')
await standby?.admin('SELECT pg_reload_conf()')
afterAll(async () => {
  await primary?.stop()
  await standby?.stop()
})

async function opened(url: string): Promise<Database> {
  const database = await openDatabase(url)
  onTestFinished(() => database.close())
  return database
}

const refusalOf = (url: string) =>
  openDatabase(url).then(
    database => database.close().then(() => 'opened'),
    (error: Error) => error.message,
  )

describe.skipIf(!standby)('a URL with several hosts', () => {
  const hosts = `127.0.0.1:${b},127.0.0.1:${a}`
  const PORT = `SELECT current_setting('port') AS port`

  test('leads to the first that can be connected to, or that accepts writes', async () => {
    const database = await opened(`postgres://clustrix@${hosts}/many?target_session_attrs=read-write`)
    expect(await database.one(PORT)).toEqual({ port: String(a) })
    expect(await refusalOf(`postgres://clustrix@127.0.0.1:${b}/postgres?target_session_attrs=read-write`)).toContain(
      'the server is read-only, as a standby is',
    )
  })

  test('leads to the new primary when the old one is gone, without a restart', { timeout: 30_000 }, async () => {
    const database = await opened(`postgres://clustrix@${hosts}/many?target_session_attrs=read-write`)
    expect(await database.one(PORT)).toEqual({ port: String(a) })
    await primary?.kill()
    await expect(database.one('SELECT 1')).rejects.toThrow(DatabaseUnavailable)
    // The other one is still read-only: the reasons of all hosts are named, on one line.
    await expect(database.one('SELECT 1')).rejects.toThrow(/^Cannot connect: 127.0.0.1:\d+: .*; 127.0.0.1:\d+: .*$/)
    await standby?.admin('ALTER SYSTEM RESET default_transaction_read_only')
    await standby?.admin('SELECT pg_reload_conf()')
    const served = await eventually(() => database.one(PORT))
    await primary?.start()
    expect([served, await database.one(PORT)]).toEqual([{ port: String(b) }, { port: String(b) }])
  })
})

/** The first result that is no error. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
      await delay(50)
    }
  }
}

describe.skipIf(!primary)('trouble', () => {
  test('a lock that another session holds is waited for, but not for long', { timeout: 30_000 }, async () => {
    await primary?.admin('CREATE DATABASE locked')
    const database = await opened(primary?.url('locked') ?? '')
    await database.run(`INSERT INTO settings (name, value) VALUES ('x', '')`)
    const LOCK = `SELECT 1 FROM settings WHERE name = 'x' FOR UPDATE`
    await database.write(async queries => {
      await queries.lock(LOCK)
      const start = performance.now()
      await expect(database.write(other => other.lock(LOCK))).rejects.toThrow(
        new DatabaseUnavailable('canceling statement due to lock timeout (55P03)'),
      )
      expect(performance.now() - start).toBeGreaterThan(1_900)
    })
  })

  test('a statement that takes too long is ended', { timeout: 30_000 }, async () => {
    const database = await opened(primary?.url('locked') ?? '')
    await expect(database.one('SELECT pg_sleep(20)')).rejects.toThrow(
      new DatabaseUnavailable('canceling statement due to statement timeout (57014)'),
    )
    expect(await database.one('SELECT 1 AS one')).toEqual({ one: 1 })
  })
})

describe('passwords and TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clustrix-tls-'))
  chmodSync(folder, 0o755)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }).status === 0

  /** A CA, a certificate of it for 127.0.0.1 that names another host too, and another CA. */
  function makeCertificates(): boolean {
    writeFileSync(join(folder, 'san'), 'subjectAltName=DNS:localhost')
    const ca = (name: string) =>
      openssl(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-subj',
        `/CN=${name}`,
      )
    return (
      ca('ca') &&
      ca('other') &&
      openssl(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'server.key',
        '-out',
        'server.csr',
        '-subj',
        '/CN=localhost',
      ) &&
      openssl(
        ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
        ...['-out', 'server.pem', '-extfile', 'san'],
      )
    )
  }

  test('have the meanings of libpq', { timeout: 60_000 }, async context => {
    const port = await freePort()
    if (!makeCertificates()) context.skip('there is no openssl')
    writeFileSync(join(folder, 'hba'), 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n')
    const server = await startServer({
      port,
      settings: ['ssl=on', 'ssl_cert_file=server.pem', 'ssl_key_file=server.key', `hba_file=${join(folder, 'hba')}`],
      files: Object.fromEntries(
        ['server.pem', 'server.key'].map(name => [name, readFileSync(join(folder, name), 'utf8')]),
      ),
    })
    if (!server) return context.skip('there is no PostgreSQL')
    onTestFinished(() => server.stop())
    await server.admin(`ALTER ROLE clustrix PASSWORD 'hunter2'`)
    const url = (query: string, host = 'localhost', password = 'hunter2') =>
      `postgres://clustrix:${password}@${host}:${port}/postgres${query}`
    const root = `&sslrootcert=${join(folder, 'ca.pem')}`
    const other = `&sslrootcert=${join(folder, 'other.pem')}`
    const outcomes = {
      'the default': await refusalOf(url('')),
      require: await refusalOf(url('?sslmode=require', '127.0.0.1')),
      'verify-full': await refusalOf(url(`?sslmode=verify-full${root}`)),
      'verify-ca for another host': await refusalOf(url(`?sslmode=verify-ca${root}`, '127.0.0.1')),
    }
    for (const [name, outcome] of Object.entries(outcomes)) expect([name, outcome]).toEqual([name, 'opened'])
    expect(await refusalOf(url('?sslmode=disable'))).toContain(
      'this user may not connect, at least not from here or without TLS',
    )
    expect(await refusalOf(url(`?sslmode=verify-full${root}`, '127.0.0.1'))).toMatch(/cannot be used: .*127\.0\.0\.1/)
    expect(await refusalOf(url(`?sslmode=verify-ca${other}`))).toMatch(/cannot be used: .*certificate/)
    expect(await refusalOf(url('', 'localhost', 'hunter3'))).toMatch(/: the user or the password is wrong \(28P01\)$/)
    const database = await opened(url('?sslmode=require'))
    expect(
      await database.one('SELECT CASE WHEN ssl THEN 1 ELSE 0 END AS tls FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
    ).toEqual({ tls: 1 })
  })
})

import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { startFaultProxy } from '../../support/postgres-system/fault-proxy.ts'
import { type Instance, OWNER, urlOf } from '../../support/postgres-system/instance.ts'
import { createDatabase, startPrimary } from '../../support/postgres-system/primary.ts'
import { query } from '../../support/postgres-system/psql.ts'
import { useTls } from '../../support/postgres-system/tls.ts'
import { run, startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let primary: Instance
/** Valid for `localhost` alone. */
let certificate: string

beforeAll(async () => {
  primary = await startPrimary()
  certificate = await useTls(primary, 'localhost')
  await createDatabase(primary, 'portal')
  return primary.remove
})

/** The certificate where the user of the server can read it. */
function trusted(): string {
  const file = path.join(temporaryFolder(), 'ca.crt')
  copyFileSync(certificate, file)
  return file
}

const at = (host: string, parameters: Record<string, string>) =>
  `${urlOf(OWNER, `${host}:${primary.port}`, 'portal')}?${new URLSearchParams(parameters)}`

const connections = `
  SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = '${OWNER.user}'`

test('with sslmode=verify-full and the certificate, every connection is encrypted', async () => {
  const server = await startServer({
    env: { DATABASE: at('localhost', { sslmode: 'verify-full', sslrootcert: trusted() }) },
  })
  await server.login()
  expect(await query(primary.adminUrl(), connections)).toEqual([['t']])
  expect(server.output.stderr).toBe('')
})

test.for<{ title: string; url: () => string }>([
  { title: 'of an unknown authority', url: () => at('localhost', { sslmode: 'verify-full' }) },
  { title: 'for another host', url: () => at('127.0.0.1', { sslmode: 'verify-full', sslrootcert: trusted() }) },
])('a start with a certificate $title is refused in one line', async ({ url }) => {
  const { code, stdout, stderr } = await run({ env: { DATABASE: url() } }).exited
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^.*certificate.*\n$/i),
  })
})

test('a start with sslmode=require is refused in one line if PostgreSQL does not offer TLS', async () => {
  const proxy = await startFaultProxy(primary.port)
  onTestFinished(proxy.close)
  const DATABASE = `${urlOf(OWNER, `127.0.0.1:${proxy.port}`, 'portal')}?sslmode=require`
  const { code, stdout, stderr } = await run({ env: { DATABASE } }).exited
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^.*(SSL|TLS).*\n$/) })
  expect(stderr).not.toContain(OWNER.password)
})

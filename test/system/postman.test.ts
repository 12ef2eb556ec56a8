import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { startUnreliableProxy } from '../client/hostile/unreliable-proxy.ts'
import { testApp } from '../support/app.ts'
import { execute, type Ran } from '../support/packed-client.ts'
import { startServer } from '../support/process.ts'

interface Run {
  executions: { item: { name: string }; response?: { code: number } }[]
  failures: { error: { test: string }; source: { name: string } }[]
}

/** npm installs into it. */
const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-postman-'))

const [install = '', runAll = '', runChosen = ''] = [
  ...(readFileSync('examples/README.md', 'utf8').split('## Postman\n')[1] ?? '').matchAll(/^npm .*$/gm),
].map(([line]) => line)

/** Runs a command of the README on the copy of the folder. */
function shell(command: string): Promise<Ran> {
  return execute('sh', ['-c', command.replace('examples/postman', folder)], folder)
}

/** Runs the collection as the README says. @returns the status of each request */
async function run(command: string, baseUrl: string) {
  const file = path.join(folder, 'result.json')
  const report = `--reporters json --reporter-json-export ${file} --env-var baseUrl=${baseUrl}`
  const { code } = await shell(`${command} ${command.includes(' -- ') ? '' : '-- '}${report}`)
  const { executions, failures }: Run = JSON.parse(readFileSync(file, 'utf8')).run
  return {
    code,
    statuses: executions.map(({ item, response }) => [item.name, response?.code]),
    failures: failures.map(({ error, source }) => `${source.name}: ${error.test}`),
  }
}

const startDemo = () => startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })

const SENT = [
  ['Exchange email and password for a token (form)', 200],
  ['Revoke the current token', 200],
  ['Exchange email and password for a token', 200],
  ['Get the current user', 200],
  ['List invoices', 200],
  ['Get an invoice', 200],
  ['Download an invoice as PDF', 200],
  ['List tickets', 200],
  ['Open a ticket', 201],
  ['Get a ticket', 200],
  ['Reply to a ticket', 201],
  ['List subscriptions', 200],
  ['Pause a subscription', 200],
  ['Resume a paused subscription', 200],
  ['Cancel a subscription', 200],
  ['Revoke the current token', 200],
]
const CHANGES = /^(Pause|Resume|Cancel) /

beforeAll(async () => {
  cpSync('examples/postman', folder, { recursive: true, filter: source => !source.includes('node_modules') })
  const installed = await shell(`${install} --no-audit --no-fund`)
  if (installed.code !== 0) throw new Error(installed.stderr)
  return () => rmSync(folder, { recursive: true, force: true })
}, 300_000)

test('the collection passes twice in a row, and changes the chosen subscriptions', async () => {
  const { origin, login, call } = await startDemo()
  const again = SENT.map(([name, status]) => [name, name === 'Cancel a subscription' ? 422 : status])
  expect([await run(runChosen, origin), await run(runChosen, origin)]).toEqual([
    { code: 0, statuses: SENT, failures: [] },
    { code: 0, statuses: again, failures: [] },
  ])
  const response = await call('/api/v1/tickets', { token: await login() })
  const { data } = (await response.json()) as { data: { subject: string }[] }
  expect(data.slice(0, 3).map(({ subject }) => subject === 'Test of the API')).toEqual([true, true, false])
}, 120_000)

test('by default, no subscription is changed', async () => {
  const { origin } = await startDemo()
  const sent = SENT.filter(([name]) => !CHANGES.test(String(name)))
  const { code, statuses, failures } = await run(runAll, origin)
  const answered = statuses.filter(([, status]) => status !== undefined)
  expect({ code, answered, failures }).toEqual({ code: 0, answered: sent, failures: [] })
}, 120_000)

test('a failed login ends the run', async () => {
  const { origin } = await startDemo()
  expect(await run(`${runAll} -- --env-var password=wr0ng`, origin)).toEqual({
    code: 1,
    statuses: [[SENT[0]?.[0], 422]],
    failures: [`${SENT[0]?.[0]}: the status is 200`],
  })
}, 120_000)

test('a response that is not as declared fails the run', async () => {
  const app = testApp()
  const changed: Record<string, (response: Response) => Response> = {
    '/api/v1/me': response => new Response(response.body, { ...response, headers: response.headers, status: 201 }),
    '/api/v1/invoices': ({ body, headers }) => {
      headers.set('Content-Type', 'text/json')
      return new Response(body, { headers })
    },
    '/api/v1/tickets/207': ({ body, headers }) => {
      headers.delete('X-Request-Id')
      return new Response(body, { headers })
    },
  }
  const { baseUrl } = await startUnreliableProxy(
    async request => {
      const response = await app.fetch(request)
      return changed[new URL(request.url).pathname]?.(response) ?? response
    },
    () => 'none',
  )
  const { code, failures } = await run(runAll, baseUrl)
  expect([code, failures]).toEqual([
    1,
    [
      'Get the current user: the status is 200',
      'List invoices: the media type is application/json',
      'Get a ticket: the required headers are present',
    ],
  ])
}, 120_000)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME } from '../support/app.ts'
import { startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { filesIn } from './invoice-sync/files.ts'

type Name = 'invoice-sync' | 'alert-ticket' | 'pause-until' | 'tanstack-query'

const CREDENTIALS = { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: DEMO_PASSWORD }
const ALERTS = readFileSync('examples/alert-ticket/alerts.json', 'utf8')
const readme = readFileSync('examples/README.md', 'utf8')

/** The commands and outputs in a section of the README, in order. */
const blocksOf = (name: string): string[] =>
  [...(readme.split(`## ${name}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^```\w+\n(.*?)^```$/gms)].map(
    ([, block = '']) => block,
  )

const startDemo = () =>
  startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z', RATE_LIMIT: '1000' } })

function start(name: Name, args: string[], env: Record<string, string>, stdin = '') {
  const node = manifest.scripts[`example:${name}`].split(' ').slice(1)
  const child = spawn(process.execPath, [...node, ...args], { env: { PATH: process.env.PATH, ...env } })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  // A program with invalid arguments exits without reading stdin.
  child.stdin.on('error', () => {}).end(stdin)
  return child
}

async function run(name: Name, args: string[], env: Record<string, string>, stdin?: string) {
  const child = start(name, args, env, stdin)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, stdout, stderr }
}

test('each command prints the output in the README', async () => {
  const { origin } = await startDemo()
  const env = { ...CREDENTIALS, CLUSTRIX_URL: origin }
  const to = path.join(temporaryFolder(), 'a new one', 'invoices')
  const success = (stdout: string | undefined) => ({ code: 0, stdout, stderr: '' })

  const [sync, syncs] = blocksOf('invoice-sync')
  expect(sync).toBe('npm run example:invoice-sync -- --to invoices\n')
  expect(await run('invoice-sync', ['--to', to], env)).toEqual(success(syncs))
  expect(filesIn(to)['INV-2026-0006.pdf']).toMatch(/^%PDF-1\.\d\n/)

  const [open, opens, opensNone] = blocksOf('alert-ticket')
  expect(open).toBe('npm run example:alert-ticket < examples/alert-ticket/alerts.json\n')
  expect(await run('alert-ticket', [], env, ALERTS)).toEqual(success(opens))
  expect(await run('alert-ticket', [], env, ALERTS)).toEqual(success(opensNone))

  const [pause, pauses] = blocksOf('pause-until')
  expect(pause).toBe('npm run example:pause-until -- --until 2027-01-31\n')
  expect(await run('pause-until', ['--until', '2027-01-31'], env)).toEqual(success(pauses))

  const [queries, show, shown] = blocksOf('TanStack Query')
  expect(queries).toBe(readFileSync('examples/tanstack-query/queries.ts', 'utf8'))
  expect(show).toBe('npm run example:tanstack-query\n')
  expect(await run('tanstack-query', [], env)).toEqual(success(shown?.replace('http://127.0.0.1:3000', origin)))
}, 30_000)

test('a sync that is killed after each file ends with the same files as an uninterrupted one', async () => {
  const server = await startDemo()
  const env = { CLUSTRIX_URL: server.origin, CLUSTRIX_TOKEN: await server.login() }
  const [complete, killed] = [temporaryFolder(), temporaryFolder()]
  await run('invoice-sync', ['--to', complete], env)

  const exits: (string | number)[] = []
  while (exits.at(-1) !== 0 && exits.length < 20) {
    const child = start('invoice-sync', ['--to', killed], env)
    child.stdout.once('data', chunk => String(chunk).includes(': new') && child.kill('SIGKILL'))
    const [code, signal] = await once(child, 'close')
    exits.push(signal ?? code)
    const files = filesIn(killed)
    const visible = Object.keys(files).filter(name => !name.startsWith('.sync'))
    expect(visible.map(name => files[name] === filesIn(complete)[name])).toEqual(visible.map(() => true))
  }
  expect(exits.filter(exit => exit === 'SIGKILL').length).toBeGreaterThan(1)
  expect(exits.at(-1)).toBe(0)
  expect(filesIn(killed)).toEqual(filesIn(complete))
}, 30_000)

test('a failure prints one line and exits with 1', async () => {
  const { origin } = await startDemo()
  const env = { ...CREDENTIALS, CLUSTRIX_URL: origin }
  const wrong = { ...env, CLUSTRIX_PASSWORD: 'wrong' }
  expect(await run('pause-until', ['--until', '2027-01-31', '--subscription', '99'], env)).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^99: POST \S+ returned 404 not_found: Subscription not found\. \(request \S+\)\n$/),
  })
  expect(await run('alert-ticket', [], wrong, ALERTS)).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^POST \S+ returned 422 validation_failed: .* incorrect\. \(request \S+\)\n$/),
  })
}, 30_000)

test.each<[Name, string[], Record<string, string>, RegExp]>([
  ['invoice-sync', [], CREDENTIALS, /^--to is required\. Usage: .*--to FOLDER\n$/],
  ['invoice-sync', ['--from', 'x'], CREDENTIALS, /^Unknown option '--from'\. Usage: .*\n$/],
  ['invoice-sync', ['--to', 'never-made'], {}, /^Set CLUSTRIX_TOKEN, or CLUSTRIX_EMAIL and CLUSTRIX_PASSWORD\n$/],
  ['alert-ticket', ['--quiet'], CREDENTIALS, /^Unknown option '--quiet'\. Usage: .*\n$/],
  ['alert-ticket', [], CREDENTIALS, /^The message on stdin is not JSON\n$/],
  ['pause-until', ['--until', 'tomorrow'], CREDENTIALS, /^--until tomorrow is not a date such as 2027-01-31\n$/],
])(
  '%s %j prints one line and exits with 2',
  async (name, args, env, stderr) => {
    expect(await run(name, args, env)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) })
    expect(existsSync('never-made')).toBe(false)
  },
  30_000,
)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, BJORN } from '../support/app.ts'
import { type Exit, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const SECRET = { env: { CLUSTRIX_PASSWORD: DEMO_PASSWORD } }

interface Surroundings {
  env?: Record<string, string>
  stdin?: string
  /** Milliseconds by which the process's clock is ahead of the real one. */
  ahead?: number
}

/** The command as `npm run conformance` runs it. */
function start(args: string[], { env = {}, stdin = '', ahead = 0 }: Surroundings = {}) {
  const clock = `const real = Date.now; Date.now = () => real() + ${ahead}`
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(clock)}`]
  const command = [...preload, '--import', './server/require-node.mjs', 'conformance/command/main.ts', ...args]
  const child = spawn(process.execPath, command, { env: { PATH: process.env.PATH, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', text => (output[name] += text))
  child.stdin.end(stdin)
  const exited = new Promise<Exit>(resolve => child.on('close', (code, signal) => resolve({ code, signal, ...output })))
  return { child, exited, output }
}

const conformance = (...args: Parameters<typeof start>) => start(...args).exited

const CLOCK = '2026-11-22T12:00:00Z'

/** A server with the demo data on the day it is made for, and how far that is ahead. */
async function demo() {
  const DATABASE = path.join(temporaryFolder(), 'demo.db')
  const server = await startServer({
    env: { DATABASE, CLOCK, RATE_LIMIT: '1000000', LOGIN_RATE_LIMIT: '1000000', LOGIN_ADDRESS_RATE_LIMIT: '1000000' },
  })
  return { ...server, ahead: Date.parse(CLOCK) - Date.now() }
}

/** Neither a token nor the password, in a form or elsewhere. */
function expectNoSecret(text: string): void {
  expect(text.match(/.{20}\d(\||%7C)[0-9A-Za-z]{48}|.{20}correct(.{1,3})horse/g)).toBeNull()
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a real server', () => {
  test('passes', { timeout: 300_000 }, async () => {
    const { origin, ahead, call, login } = await demo()
    const args = ['--target', origin, '--email', ACME, '--email2', BJORN, '--password-stdin', '--format', 'json']
    const { code, stdout, stderr } = await conformance(args, { stdin: `${DEMO_PASSWORD}\n`, ahead })
    const report: Report = JSON.parse(stdout)
    const uncovered = report.cells.filter(({ seen, exclusion }) => seen === 0 && exclusion === undefined)
    expect({ violations: report.violations, uncovered, stderr }).toMatchObject({ violations: [], uncovered: [] })
    expect([code, report.verdict, report.target]).toEqual([0, 'passed', origin])
    expect(stderr).toMatch(/^http:\/\/127\.0\.0\.1:\d+ is read and written to\nAbout \d+ more requests are planned/m)
    expectNoSecret(stdout + stderr)
    expect((await call('/api/v1/me', { token: await login() })).status).toBe(200)
  })

  test('fails against a changed contract: one violation, without a secret', {
    timeout: 300_000,
  }, async () => {
    const { origin, ahead } = await demo()
    const yaml = readFileSync('openapi.yaml', 'utf8')
    const file = path.join(temporaryFolder(), 'other.yaml')
    writeFileSync(file, yaml.replace('client_name: { type: string', 'client_name: { type: integer'))
    const args = ['--spec', file, '--target', origin, '--email', ACME, '--format', 'json']
    const { code, stdout } = await conformance(args, { ...SECRET, ahead })
    const report: Report = JSON.parse(stdout)
    const found = report.violations.find(({ operation, rule }) => operation === 'createToken' && rule === 'body')
    expect([code, report.verdict]).toEqual([1, 'failed'])
    expect(found).toMatchObject({ place: expect.stringContaining('other.yaml:'), response: { status: 200 } })
    expect(found?.message).toMatch(/client_name.*integer/)
    expect(found?.curl).toContain('$CLUSTRIX_PASSWORD')
    expectNoSecret(stdout)
  })
})

describe('a run that cannot be completed prints one line:', () => {
  test('a server that is down', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    const exit = await conformance(['--target', `http://127.0.0.1:${port}`, '--email', ACME], SECRET)
    expect(exit).toMatchObject({ code: 2, stdout: '' })
    expect(exit.stderr).toMatch(
      new RegExp(`^Could not complete: .*http://127.0.0.1:${port} is not reachable \\(ECONNREFUSED\\)\\n$`),
    )
  })

  test('a server that rejects the login', async () => {
    const { origin } = await demo()
    const exit = await conformance(['--target', origin, '--email', ACME, '--password', 'wr0ng'])
    expect(exit).toMatchObject({ code: 2, stdout: '' })
    expect(exit.stderr).toMatch(/^Could not complete: .*The provided credentials are incorrect\.\n$/)
    expect(exit.stderr).not.toContain('wr0ng')
  })

  test('a server that responds with HTML', async () => {
    const origin = await serving((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'))
    const exit = await conformance(['--target', origin, '--email', ACME], SECRET)
    expect(exit).toMatchObject({ code: 2, stdout: '' })
    expect(exit.stderr).toMatch(/^Could not complete: .*text\/html.*\n$/)
  })

  test('a server that hangs', async () => {
    const origin = await serving(() => {})
    const exit = await conformance(['--target', origin, '--email', ACME], SECRET)
    expect(exit).toMatchObject({ code: 2, stdout: '' })
    expect(exit.stderr).toMatch(/^Could not complete: .*did not respond within 10 s.*\n$/)
  })

  test('a document that cannot be parsed', async () => {
    const file = path.join(temporaryFolder(), 'broken.yaml')
    writeFileSync(file, 'openapi: 3.1.0\npaths: [\n')
    const exit = await conformance(['--spec', file])
    expect(exit).toMatchObject({ code: 2, stdout: '' })
    expect(exit.stderr).toMatch(/^\S*broken\.yaml:\d+:\d+ .*\n$/)
  })

  test('an invalid option', async () => {
    const exit = await conformance(['--email', ACME])
    expect(exit).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: '--email is for a running server: add --target URL\n',
    })
  })

  test('a report in the requested format is still written', async () => {
    const origin = await serving((_, response) => response.end())
    const exit = await conformance(['--target', origin, '--email', ACME, '--format', 'json'], SECRET)
    expect([exit.code, JSON.parse(exit.stdout).verdict]).toEqual([2, 'inconclusive'])
  })
})

test('Ctrl-C revokes the token and ends the run', async () => {
  const paths: (string | undefined)[] = []
  const token = `7|${'a'.repeat(48)}`
  let arrived = () => {}
  const second = new Promise<void>(resolve => (arrived = resolve))
  const origin = await serving(({ url, headers }, response) => {
    paths.push(`${url} ${headers.authorization ?? ''}`.trim())
    const respond = () => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ token }))
    if (paths.length === 1) return respond()
    arrived()
    // Long enough for the signal to arrive before the response.
    if (paths.length === 2) setTimeout(respond, 300)
    else respond()
  })
  const { child, exited } = start(['--target', origin, '--email', ACME], SECRET)
  await second
  child.kill('SIGINT')
  const { code, stderr } = await exited
  expect(code).toBe(2)
  expect(paths.at(-1)).toBe(`/api/v1/auth/revoke Bearer ${token}`)
  expect(stderr).toContain('Stopping and revoking the tokens of this run')
})

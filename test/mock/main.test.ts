import { type ChildProcess, execSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runMock } from '../../mock/command.ts'
import { mockUsers } from '../../mock/world/seed.ts'
import { runInProcess } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Prints every outgoing connection to stderr. */
const WATCH = `--import=data:text/javascript,${encodeURIComponent(`
import net from 'node:net'
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...to) {
  console.error('connects to', JSON.stringify(to[0]))
  return connect.apply(this, to)
}`)}`

/** Processes are slow to start on a busy machine. */
vi.setConfig({ testTimeout: 20_000 })

const run = (...flags: string[]) => runInProcess(output => runMock(flags, output))

describe('npm run mock', async () => {
  const mock: ChildProcess = spawn(process.execPath, [WATCH, 'mock/main.ts', '--port', '0'], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterAll(() => mock.kill('SIGKILL'))
  const errors: string[] = []
  mock.stderr?.on('data', data => errors.push(String(data)))
  const lines = createInterface({ input: mock.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]()
  const nextLine = async () => String((await lines.next()).value)
  const printed: string[] = []
  while (printed.filter(line => line.startsWith('curl ')).length < 3) printed.push(await nextLine())
  await nextLine()
  await nextLine()
  const text = printed.join('\n')
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? ''

  test('prints its address, who can log in, and requests to paste that succeed', () => {
    for (const { email, token } of mockUsers) expect(text).toContain(`${email.padEnd(26)} ${token}`)
    const curls = printed.filter(line => line.startsWith('curl '))
    expect(curls.map(line => execSync(`${line} -s -o /dev/null -w '%{http_code}'`, { encoding: 'utf8' }))).toEqual([
      '200',
      '201',
      '200',
    ])
  })

  test('responds on a socket, also with NODE_ENV=production, and logs one line', async () => {
    await nextLine()
    await nextLine()
    const headers = {
      Authorization: `Bearer ${mockUsers[0]?.token}`,
      'Content-Type': 'application/json',
      Connection: 'close',
    }
    const response = await fetch(`${origin}/api/v1/tickets`, { method: 'POST', headers, body: '{"subject":' })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'malformed_body' }])
    expect(await nextLine()).toMatch(/^POST \/api\/v1\/tickets 400 \d+ ms$/)
  })

  test('exits with one line when its port is in use', async () => {
    const port = new URL(origin).port
    const stderr = `Port ${port} on 127.0.0.1 is in use; choose another with --port N\n`
    expect(await run('--port', port)).toEqual({ code: 2, stdout: '', stderr })
  })

  test('exits at SIGTERM, without having opened a connection', async () => {
    const ended = once(mock, 'exit')
    mock.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(errors).toEqual([])
  })
})

test('a document that cannot be served is reported in one line, with exit code 2', async () => {
  const spec = path.join(temporaryFolder(), 'broken.yaml')
  writeFileSync(spec, 'openapi: 3.1.0\npaths:\n  /a: [\n')
  const { code, stdout, stderr } = await run('--spec', spec)
  expect([code, stdout, stderr.trimEnd().split('\n')]).toEqual([2, '', [expect.stringContaining(`${spec}:4:1 `)]])
})

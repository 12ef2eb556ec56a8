import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { runMock } from '../../mock/command.ts'
import { runInProcess } from '../support/command.ts'
import { temporaryFolder } from '../support/process.ts'

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
  const first = await nextLine()
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(first)?.[0] ?? ''

  test('prints one line with its address and an example request', () => {
    expect(first).toBe(
      `Mock of openapi.yaml on ${origin}. Try: curl -i ${origin}/api/v1/invoices -H "Authorization: Bearer 2|any" -H "Prefer: code=200"`,
    )
  })

  test('responds on a socket, also with NODE_ENV=production, and logs one line', async () => {
    const headers = { Authorization: 'Bearer 2|any', 'Content-Type': 'application/json', Connection: 'close' }
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

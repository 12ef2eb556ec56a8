import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME } from './app.ts'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  /** The process gets only PATH and these variables. PORT is a free port by default. */
  env?: Record<string, string>
  args?: string[]
  /** JavaScript that runs before the program. */
  before?: string
  /** The program's file; by default the server. */
  program?: string
  /** The project's folder; by default this one. */
  cwd?: string
}

/** What NODE_ENV=production requires. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://portal.example',
  TRUST_PROXY: 'off',
  SELLER: 'test/support/seller.yaml',
}

/** Shared by all processes that the tests start. */
const NODE_COMPILE_CACHE = 'node_modules/.cache/node'

/** Runs the server like `npm start`, or another program. */
export function run({ env = {}, args = [], before, program = 'server/main.ts', cwd = '.' }: RunOptions = {}) {
  const preload = before === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(before)}`]
  const child = spawn(process.execPath, ['--import', './server/require-node.mjs', ...preload, program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, PORT: '0', ...env },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    output.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    output.stderr += chunk
  })
  const exited = new Promise<Exit>(resolve => child.on('close', (code, signal) => resolve({ code, signal, ...output })))
  return { child, output, exited }
}

/** The mock as `npm run mock` starts it. @param cwd the project that it is run in @returns its origin */
export async function startMock(cwd = '.'): Promise<string> {
  const mock = spawn(process.execPath, ['mock/main.ts', '--port', '0'], { cwd })
  onTestFinished(() => void mock.kill())
  return new Promise(resolve => {
    mock.stdout.on('data', chunk => resolve(/http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0] ?? String(chunk)))
  })
}

export interface ServerProcess {
  origin: string
  output: { stdout: string; stderr: string }
  exited: Promise<Exit>
  kill(signal: NodeJS.Signals): void
  call(path: string, init?: { token?: string; json?: unknown; headers?: Record<string, string> }): Promise<Response>
  login(email?: string): Promise<string>
}

/** Resolves when the server prints its origin. */
export async function startServer(options: RunOptions = {}): Promise<ServerProcess> {
  const { child, output, exited } = run(options)
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const printed = /(?:on |"origin":")(http:\/\/[^\s"]+:\d+)/.exec(output.stdout)?.[1]
      if (printed) resolve(printed.replace('//0.0.0.0:', '//127.0.0.1:'))
    })
    void exited.then(exit => reject(new Error(`The server ended: ${JSON.stringify(exit)}`)))
  })

  const call: ServerProcess['call'] = (target, { token, json, headers } = {}) =>
    fetch(`${origin}${target}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: {
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })

  async function login(email = ACME): Promise<string> {
    const response = await call('/api/v1/auth/token', { json: { email, password: DEMO_PASSWORD } })
    if (response.status !== 200) throw new Error(`login returned ${response.status}: ${await response.text()}`)
    return ((await response.json()) as { token: string }).token
  }

  return { origin, output, exited, kill: signal => child.kill(signal), call, login }
}

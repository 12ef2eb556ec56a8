import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const VERSIONS = '/usr/lib/postgresql'

/** The folder with `postgres` and `initdb` of Debian's newest installed PostgreSQL; undefined if the package is not installed. */
export const POSTGRES_BIN = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .sort((a, b) => Number(b) - Number(a))
      .map(version => path.join(VERSIONS, version, 'bin'))
      .find(folder => existsSync(path.join(folder, 'initdb')))
  : undefined

/** PostgreSQL and PgBouncer refuse to run as root, so root runs them as the user that Debian's package creates. */
export const account: { uid?: number; gid?: number } =
  process.getuid?.() === 0 && POSTGRES_BIN !== undefined
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })),
        gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })),
      }
    : {}

/** A new folder that belongs to the account of the programs. */
export function createFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `clustrix-${name}-`))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  return folder
}

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true })

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Runs a program to its end. Throws with its output if it fails. */
export function complete(file: string, args: string[], env: Record<string, string> = {}): string {
  return execFileSync(file, args, {
    ...account,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export interface Program {
  pid: number
  /** What it has printed on both streams. */
  output(): string
  /** Resolves when the output since `from` contains the text. Rejects with the output if the program exits first. */
  printed(text: string, from?: number): Promise<void>
  exited: Promise<void>
  hasExited(): boolean
  kill(signal: NodeJS.Signals): void
}

/** Starts a program that runs until it is killed, at the latest when the tests exit. */
export function startProgram(file: string, args: string[], asRoot = false): Program {
  const child: ChildProcess = spawn(file, args, {
    ...(asRoot ? {} : account),
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${file} cannot be started`)
  let output = ''
  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      output += chunk
      notify()
    })
  }
  let hasExited = false
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => {
      hasExited = true
      notify()
      resolve()
    })
  })
  const killAtExit = () => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  void exited.then(() => process.off('exit', killAtExit))

  return {
    pid,
    output: () => output,
    printed: (text, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const isPrinted = output.slice(from).includes(text)
          if (!isPrinted && !hasExited) return
          listeners.delete(look)
          if (isPrinted) resolve()
          else reject(new Error(`${file} exited:\n${output}`))
        }
        listeners.add(look)
        look()
      }),
    exited,
    hasExited: () => hasExited,
    kill: signal => void child.kill(signal),
  }
}

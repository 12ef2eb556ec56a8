import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { placeBinaries } from './binaries.ts'
import { makeCluster, USER, type User } from './cluster.ts'

export interface ServerOptions {
  /** Further settings, such as `max_connections=20`. */
  settings?: readonly string[]
  /** Files for the folder of the data, which the server alone can read. */
  files?: Readonly<Record<string, string>>
  /** Port on 127.0.0.1; without one, the server listens on a socket in its own folder alone. */
  port?: number
}

/** How databases of a running server are reached. */
export interface Access {
  /** Folder of the server, for files of tests; the server's user can read it. */
  folder: string
  /** URL of a database. */
  url(database: string): string
  /** Runs a statement in a database. */
  admin(text: string, database?: string): Promise<unknown[]>
}

/** A PostgreSQL server with an empty cluster of its own, which is not safe against a power cut. */
export interface TestServer extends Access {
  /** Kills the process, as a crash does. */
  kill(): Promise<void>
  /** Starts it again after kill(). */
  start(): Promise<void>
  stop(): Promise<void>
}

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB', 'autovacuum=off']

/** Starts a server; undefined if this machine cannot, with one line that says why. */
export async function startServer({
  settings = [],
  port,
  files = {},
}: ServerOptions = {}): Promise<TestServer | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'clustrix-postgres-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const why = prepare(folder, files)
  if (why !== undefined) {
    remove()
    console.warn(`Tests on PostgreSQL are skipped: ${why}`)
    return undefined
  }
  const where = port === undefined ? ['-c', 'listen_addresses='] : ['-h', '127.0.0.1', '-p', `${port}`]
  const options = [...FAST, ...settings].flatMap(setting => ['-c', setting])
  const args = ['-D', join(folder, 'data'), '-k', folder, ...where, ...options]
  let running: ChildProcess | undefined

  // Without this, it would go on when the process ends, or is ended by vitest, before stop().
  const abandon = () => {
    running?.kill('SIGKILL')
    remove()
  }
  const abandonAndEnd = () => {
    abandon()
    process.kill(process.pid, 'SIGTERM')
  }
  process.once('exit', abandon)
  process.once('SIGTERM', abandonAndEnd)
  const start = async () => {
    running = spawn(join(folder, 'programs/bin/postgres'), args, {
      ...asUser(),
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await ready(running)
  }
  const end = async (signal: NodeJS.Signals) => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  await start()
  return {
    ...accessTo(folder, port),
    start,
    kill: () => end('SIGQUIT'),
    async stop() {
      await end('SIGQUIT')
      remove()
      process.off('exit', abandon)
      process.off('SIGTERM', abandonAndEnd)
    },
  }
}

/** @param folder of a running server, which listens there or on a port */
export const accessTo = (folder: string, port?: number): Access => ({
  folder,
  url: database =>
    port === undefined
      ? `postgres://${USER}@/${database}?host=${encodeURIComponent(folder)}`
      : `postgres://${USER}@127.0.0.1:${port}/${database}`,
  async admin(text, database = 'postgres') {
    const client = new Client({ host: folder, port: port ?? 5432, user: USER, database })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  },
})

/** Makes the programs and an empty cluster. @returns why this is not possible */
function prepare(folder: string, files: Readonly<Record<string, string>>): string | undefined {
  chmodSync(folder, 0o755)
  const user = asUser()
  if (user === undefined) return 'no other user is known, and PostgreSQL refuses to run as root'
  if (!placeBinaries(join(folder, 'programs'))) return `there are no programs for ${process.platform} ${process.arch}`
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  try {
    // The server makes its socket in the folder.
    if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, user.uid, user.gid)
  } catch {
    return 'PostgreSQL refuses to run as root, and this process cannot become another user'
  }
  const why = makeCluster(data, join(folder, 'programs/bin/initdb'), user)
  if (why !== undefined) return why
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(data, name), text, { mode: 0o600 })
    if (user.uid !== undefined) chownSync(join(data, name), user.uid, user.gid)
  }
  return undefined
}

/** Another user if this process is root's, which PostgreSQL refuses; undefined if there is none. */
function asUser(): User | undefined {
  if (process.getuid?.() !== 0) return {}
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}

/** Resolves when the server accepts connections. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    server.stderr?.on('data', chunk => {
      log = (log + chunk).slice(-4_000)
      if (/database system is ready to accept/.test(log)) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log}`)))
  })
}

import { createServer } from 'node:net'
import { openDatabase } from '../../server/database/open.ts'
import { startServer } from '../../test/support/postgres/server.ts'
import { parentOf } from './cpu.ts'

export interface Engine {
  url: string
  /** The process of PostgreSQL that starts one for each connection. */
  pid: number
  close(): Promise<void>
}

/** As durable as PostgreSQL is by default, unlike the servers of the tests. */
const SETTINGS = [
  ...['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'autovacuum=on'],
  ...['shared_buffers=512MB', 'max_wal_size=4GB'],
]

/** @param url an empty database on this machine; by default, a server is started for the benchmark */
export async function openEngine(url: string | undefined): Promise<Engine> {
  if (url !== undefined) return { url, pid: await serverPid(url), close: async () => {} }
  const server = await startServer({ settings: SETTINGS, port: await freePort() })
  if (!server) throw new Error('No PostgreSQL can be started here; name one with --url')
  await server.admin('CREATE DATABASE bench')
  const started = server.url('bench')
  return { url: started, pid: await serverPid(started), close: server.stop }
}

async function serverPid(url: string): Promise<number> {
  const database = await openDatabase(url)
  const backend = await database.one<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const pid = backend && parentOf(backend.pid)
  await database.close()
  if (pid === undefined) throw new Error('PostgreSQL must run on this machine, so that its CPU time can be read')
  return pid
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

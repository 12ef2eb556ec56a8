import path from 'node:path'
import { childrenOf } from './processes.ts'
import { complete, POSTGRES_BIN, type Program, removeFolder, startProgram } from './programs.ts'

interface Role {
  user: string
  password: string
}

/** Roles of the test clusters, which listen on loopback alone. */
export const ADMIN: Role = { user: 'admin', password: 'admin-secret' }
export const OWNER: Role = { user: 'clustrix', password: 'owner-secret' }

/** One PostgreSQL server: a primary or a standby. */
export interface Instance {
  port: number
  folder: string
  adminUrl(database?: string): string
  /** URL of a database as the operator gives it to the server. */
  ownerUrl(database: string): string
  /** Resolves when it accepts connections. */
  start(): Promise<void>
  /** Ends all sessions and writes a checkpoint. */
  stop(): Promise<void>
  /** Kills the main process and all its children with SIGKILL, so that nothing is written any more. */
  crash(): Promise<void>
  /** Stops all its processes with SIGSTOP: it still accepts connections, but never responds, like a machine that hangs. */
  freeze(): void
  promote(): void
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export function bin(program: string): string {
  if (POSTGRES_BIN === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return path.join(POSTGRES_BIN, program)
}

export const urlOf = ({ user, password }: Role, hosts: string, database: string) =>
  `postgres://${user}:${password}@${hosts}/${database}`

/** @param folder removed at the end; the database is in its folder `data` */
export function createInstance(folder: string, port: number, options: string[] = []): Instance {
  const data = path.join(folder, 'data')
  let program: Program | undefined
  const instance: Instance = {
    port,
    folder,
    adminUrl: (database = 'postgres') => urlOf(ADMIN, `127.0.0.1:${port}`, database),
    ownerUrl: database => urlOf(OWNER, `127.0.0.1:${port}`, database),
    async start() {
      program = startProgram(bin('postgres'), ['-D', data, '-p', String(port), ...options])
      await program.printed('database system is ready to accept')
    },
    async stop() {
      program?.kill('SIGINT')
      await program?.exited
    },
    async crash() {
      if (!program || program.hasExited()) return
      const children = childrenOf(program.pid)
      program.kill('SIGKILL')
      for (const pid of children) signalIfRunning(pid, 'SIGKILL')
      await program.exited
    },
    freeze() {
      if (!program) return
      for (const pid of [program.pid, ...childrenOf(program.pid)]) signalIfRunning(pid, 'SIGSTOP')
    },
    promote() {
      complete(bin('pg_ctl'), ['promote', '-D', data, '-w', '-t', '30'])
    },
    async remove() {
      await instance.crash()
      removeFolder(folder)
    },
  }
  return instance
}

function signalIfRunning(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Children exit by themselves when the main process is gone.
  }
}

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { OWNER } from './instance.ts'
import { createFolder, freePort, removeFolder, startProgram } from './programs.ts'

export interface Pooler {
  port: number
  remove(): Promise<void>
}

/** Starts PgBouncer in session mode in front of one PostgreSQL server. */
export async function startPgBouncer(target: { port: number }): Promise<Pooler> {
  const folder = createFolder('pgbouncer')
  const port = await freePort()
  const users = path.join(folder, 'users.txt')
  writeFileSync(users, `"${OWNER.user}" "${OWNER.password}"\n`)
  const file = path.join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
* = host=127.0.0.1 port=${target.port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = session
default_pool_size = 40
server_login_retry = 1
`,
  )
  const program = startProgram('pgbouncer', [file])
  await program.printed('process up')
  return {
    port,
    async remove() {
      program.kill('SIGKILL')
      await program.exited
      removeFolder(folder)
    },
  }
}

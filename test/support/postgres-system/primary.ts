import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADMIN, bin, createInstance, type Instance, OWNER } from './instance.ts'
import { complete, createFolder, freePort } from './programs.ts'
import { query } from './psql.ts'

const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '32MB'
max_connections = 60
lc_messages = 'C'
`

/** Starts a new primary with PostgreSQL's default durability and the checksums of PostgreSQL 18, where every user needs a password. */
export async function startPrimary(): Promise<Instance> {
  const folder = createFolder('primary')
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  writeFileSync(passwordFile, ADMIN.password)
  const authentication = ['-A', 'scram-sha-256', '-U', ADMIN.user, '--pwfile', passwordFile]
  complete(bin('initdb'), ['-D', data, ...authentication, '-N', '-k', '-E', 'UTF8', '--locale', 'C.UTF-8'])
  appendFileSync(path.join(data, 'postgresql.conf'), SETTINGS)
  const primary = createInstance(folder, await freePort())
  await primary.start()
  await query(primary.adminUrl(), `CREATE ROLE ${OWNER.user} LOGIN PASSWORD '${OWNER.password}'`)
  return primary
}

/** An empty database that belongs to the user of `ownerUrl`. */
export async function createDatabase(primary: Instance, name: string): Promise<void> {
  await query(primary.adminUrl(), `CREATE DATABASE ${name} OWNER ${OWNER.user}`)
}

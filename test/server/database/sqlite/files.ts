import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { openCopy, openFile } from '../../../../server/database/sqlite/node.ts'

/** A folder that is removed with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clustrix-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The path of a database that does not exist yet. */
export const newFile = (): string => join(newFolder(), 'clustrix.db')

/** An open database that is closed with the test. */
export async function open(file = ':memory:', options?: { patience?: number }): Promise<Connection> {
  const database = await openFile(file, options)
  onTestFinished(() => database.close())
  return database
}

/** An open copy in memory that is closed with the test. */
export function copyOf(bytes: Uint8Array): Connection {
  const database = openCopy(bytes)
  onTestFinished(() => database.close())
  return database
}

/** Lets pending tasks run. */
export const breathe = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A promise that is resolved from outside. */
export function gate(): { open(): void; opened: Promise<void> } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, opened }
}

export const PUT = 'INSERT INTO settings (name, value) VALUES (:name, :value)'
export const put = (name: string, value = '') => [PUT, { name, value }] as const
export const NAMES = 'SELECT name FROM settings ORDER BY name'

/** The names of all stored settings. */
export async function names(database: Connection): Promise<string[]> {
  return (await database.all<{ name: string }>(NAMES)).map(({ name }) => name)
}

import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { openCopy, openFile } from '../../../../server/database/sqlite/node.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** The path of a database that does not exist yet. */
export const newFile = (): string => join(temporaryFolder(), 'clustrix.db')

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

export const PUT = 'INSERT INTO settings (name, value) VALUES (:name, :value)'
export const put = (name: string, value = '') => [PUT, { name, value }] as const
export const NAMES = 'SELECT name FROM settings ORDER BY name'

/** The names of all stored settings. */
export async function names(database: Connection): Promise<string[]> {
  return (await database.all<{ name: string }>(NAMES)).map(({ name }) => name)
}

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Database } from '../../server/database/database.ts'
import { openCopy, openFile } from '../../server/database/sqlite/node.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { plainPasswords } from './plain-passwords.ts'
import { removeRules } from './schema.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A database that several processes can have open, until the test ends. */
export interface SharedDatabase {
  /** For DATABASE. */
  location: string
  /** Opens it as another process would. */
  open(): Promise<Database>
}

/** What a database has in its tables at first: the demo data, or nothing. */
export type Rows = 'demo' | 'none'

/** The database engine on which tests run. */
export interface Engine {
  name: 'SQLite' | 'PostgreSQL'
  /** A new database. */
  open(rows: Rows): Database
  /** A new database with the demo data, which accepts rows that the schema refuses otherwise. */
  openUnchecked(): Promise<Database>
  /** A new database. */
  share(rows: Rows): Promise<SharedDatabase>
}

/** Milliseconds: the machine may be busy, and many tests send many requests at the same time. */
export const PATIENCE = 30_000

/** A database in memory, as bytes: opening a copy takes less time than making another one. */
async function bytesOf(fill: (database: Database) => Promise<void>): Promise<Uint8Array> {
  const database = await openFile(':memory:')
  await fill(database)
  const bytes = database.serialize()
  await database.close()
  return bytes
}

const BYTES: Record<Rows, Uint8Array> = {
  demo: await bytesOf(database => seedDemo(database, { passwordHash: plainPasswords.hash })),
  none: await bytesOf(async () => {}),
}

const sqlite: Engine = {
  name: 'SQLite',
  open: rows => openCopy(BYTES[rows]),
  async openUnchecked() {
    const database = openCopy(BYTES.demo)
    await removeRules(database)
    return database
  },
  async share(rows) {
    const location = path.join(temporaryFolder(), 'clustrix.db')
    writeFileSync(location, BYTES[rows])
    return {
      location,
      async open() {
        const database = await openFile(location, { patience: PATIENCE })
        onTestFinished(() => database.close())
        return database
      },
    }
  },
}

let engine = sqlite

/** Changes the engine of all tests of this process. Without it, they run on SQLite. */
export function useEngine(other: Engine): void {
  engine = other
}

export const engineName = (): Engine['name'] => engine.name
export const openDemo = (): Database => engine.open('demo')
export const openEmpty = (): Database => engine.open('none')
export const openUnchecked = (): Promise<Database> => engine.openUnchecked()
export const shareDemo = (): Promise<SharedDatabase> => engine.share('demo')
export const shareEmpty = (): Promise<SharedDatabase> => engine.share('none')

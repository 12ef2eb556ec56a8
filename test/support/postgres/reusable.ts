import { type Database, DatabaseUnavailable } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'
import type { Rows } from '../engine.ts'
import { restoreRows } from './kept-rows.ts'
import type { Access } from './server.ts'

/** Deleted rows leave space behind, so a database becomes slower. */
const MOST_USES = 100

/** Of databases that this process has made. */
let count = 0

/** A database for one test at a time. */
export interface Reusable {
  url: string
  /** Open for as long as there is the database. */
  database: Database
  /** Lets another test have it. No one may use it any more. */
  giveBack(): void
}

export type Take = (rows: Rows) => Promise<Reusable>

/**
 * Databases that one test after another uses. To restore the rows of one takes a few milliseconds; to copy another one and to connect to
 * it takes ten times as long.
 * @param template a database with keepRows()
 */
export function createReusables(server: Access, template: string): Take {
  const free: { name: string; uses: number; reusable: Reusable }[] = []

  async function create(): Promise<(typeof free)[number]> {
    const name = `${template}_${process.pid}_${++count}`
    await server.admin(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
    const url = server.url(name)
    // Patient, because many tests send many requests at the same time.
    const database = await openDatabase(url, { patience: 10_000 })
    const made = { name, uses: 0, reusable: { url, database, giveBack: () => void free.push(made) } }
    return made
  }

  /** @returns false if something that a test has left behind cannot be undone */
  async function restore(database: Database, rows: Rows): Promise<boolean> {
    try {
      return await restoreRows(database, rows === 'demo')
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return false
      throw error
    }
  }

  return async function take(rows) {
    const next = free.pop() ?? (await create())
    if (next.uses < MOST_USES && (await restore(next.reusable.database, rows))) {
      next.uses += 1
      return next.reusable
    }
    await server.admin(`DROP DATABASE ${next.name} WITH (FORCE)`)
    await next.reusable.database.close()
    return take(rows)
  }
}

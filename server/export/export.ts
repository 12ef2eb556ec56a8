import { mkdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Database, Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { exportClient, exportInvoice, exportSubscription, exportTicket, exportUser } from './rows.ts'
import { allClients, allInvoices, allSubscriptions, allTickets, allUsers, countDrafts } from './store.ts'

const FILE = 'export.json'
/** Characters that are collected before they are written. */
const CHUNK = 256 * 1024

export interface Exported {
  file: string
  /** The number of rows of each list. */
  rows: Record<string, number>
  /** The number of invoices that are left out because they have not been issued. */
  drafts: number
}

/**
 * Writes all data into a new file of a folder, for its owner alone, as it was at one moment. Throws Refused if the file exists.
 * @param onProgress called after each row
 */
export async function exportTo(
  database: Database,
  folder: string,
  onProgress: (rows: number) => void,
): Promise<Exported> {
  const file = path.join(folder, FILE)
  const handle = await create(folder, file)
  let isComplete = false
  try {
    // The file is written inside the read, so that all rows are of one snapshot. The command has nothing else to do meanwhile.
    const exported = await database.read(async queries => {
      const rows: Record<string, number> = {}
      let pending = '{'
      for (const [list, all] of Object.entries(lists(queries))) {
        pending += `${pending === '{' ? '' : ',\n'}"${list}": [`
        let count = 0
        for await (const row of all) {
          pending += `${count === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`
          count += 1
          if (pending.length >= CHUNK) {
            await handle.write(pending)
            pending = ''
          }
          onProgress(count)
        }
        pending += '\n]'
        rows[list] = count
      }
      await handle.write(`${pending}}\n`)
      return { file, rows, drafts: await countDrafts(queries) }
    })
    await handle.sync()
    isComplete = true
    return exported
  } finally {
    await handle.close()
    if (!isComplete) rmSync(file, { force: true })
  }
}

async function create(folder: string, file: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return await open(file, 'wx', 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refused(
      code === 'EEXIST' ? `${file} exists already; name another folder` : `${file} cannot be written (${code})`,
    )
  }
}

const lists = (queries: Queries) => ({
  clients: mapped(allClients(queries), exportClient),
  users: mapped(allUsers(queries), exportUser),
  subscriptions: mapped(allSubscriptions(queries), exportSubscription),
  invoices: mapped(allInvoices(queries), row => exportInvoice(queries, row)),
  tickets: mapped(allTickets(queries), row => exportTicket(queries, row)),
})

async function* mapped<Row, Exported>(
  rows: AsyncIterable<Row>,
  convert: (row: Row) => Exported | Promise<Exported>,
): AsyncGenerator<Exported> {
  for await (const row of rows) yield await convert(row)
}

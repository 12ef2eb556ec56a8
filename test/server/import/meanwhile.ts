import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, UniqueViolation } from '../../../server/database/database.ts'
import { operator } from '../../support/operator.ts'
import { replacing } from '../../support/replacing.ts'
import { importing } from './importing.ts'

const rows = readFileSync(new URL('rows.json', import.meta.url), 'utf8')

const USER = ['user', 'add', '--client', '4', '--email', 'kari@nordlys.example', '--name', 'Kari', '--password-stdin']

/** Calls `before` with the number of each transaction. */
const writing = (database: Database, before: (count: number) => Promise<unknown>): Database => {
  let count = 0
  const write: Database['write'] = async work => {
    await before(++count)
    return database.write(work)
  }
  return replacing(database, { write })
}

/** Each transaction writes one row, or as many as there are. */
function writeInOne(transaction: 'row' | 'file'): void {
  let time = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (time += transaction === 'row' ? 30 : 0))
  onTestFinished(() => void vi.restoreAllMocks())
}

/** @param open opens a database with the demo data */
export function addedMeanwhile(open: () => Promise<Database>): void {
  /** Imports the rows, and does something else after the check and before a transaction that writes rows. */
  const interrupted = async (transaction: number, other: (database: Database) => Promise<unknown>) => {
    const database = await open()
    // The first one of all makes the entry in the audit log.
    const before = async (count: number) => count === transaction + 1 && other(database)
    return { database, ...(await importing(writing(database, before), rows)) }
  }

  describe('while another process adds rows with the same keys, an import', () => {
    test.each([1, 3, 5])('leaves equal rows alone, also after transaction %i', async transaction => {
      writeInOne('row')
      const { database, json } = await interrupted(transaction, other => importing(other, rows))
      expect(json.error).toBe(undefined)
      const again = await importing(database, rows)
      expect(again.json.data).toMatchObject({ clients: { new: 0, unchanged: 1 }, tickets: { new: 0, unchanged: 1 } })
      const users = await database.all(`SELECT id FROM users WHERE external_ref = 'u-1'`)
      expect(users).toHaveLength(1)
    })

    test.each([
      ['row', 'Only 3 rows were imported, because another process added some at the same time: 3 problems'],
      ['file', 'Nothing was imported: 3 problems'],
    ] as const)('is refused with rows that differ, if each transaction writes one %s', async (size, message) => {
      writeInOne(size)
      const add = (database: Database) => operator(database)(USER, { input: 'some password' })
      const { problems, json } = await interrupted(1, add)
      expect(problems).toEqual([
        'data.json users row 1, client: belongs to another client in the database',
        'data.json users row 1, name: is "Kari Nordmann", but "Kari" in the database',
        'data.json users row 1, external_ref: is "u-1", but null in the database',
      ])
      expect(json.error).toMatchObject({ code: 'refused', message })
    })

    test('tries a row twice at most, if it has a key that the comparison does not find', async () => {
      const database = await open()
      let tries = 0
      const write: Database['write'] = work =>
        database.write(async queries => {
          const result = await work(queries)
          if (++tries > 1) throw new UniqueViolation('injected')
          return result
        })
      writeInOne('row')
      const { json } = await importing(replacing(database, { write }), rows)
      expect(json.error?.message).toMatch(/row \d could not be written, because there is a row with the same key/)
      expect(tries).toBe(3)
    })
  })
}

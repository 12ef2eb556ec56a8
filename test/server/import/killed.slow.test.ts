import path from 'node:path'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { engineName, shareEmpty } from '../../support/engine.ts'
import { rowsOf } from '../../support/state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeLargeFile } from './large-file.ts'
import { memoryOf, run, start } from './process.ts'

/** On PostgreSQL, an import takes longer. */
const INVOICES = engineName() === 'SQLite' ? 5000 : 1000

/** The table whose id a column has. */
const NAMED: Record<string, string> = { client_id: 'clients', invoice_id: 'invoices' }

/** Every row, with ids from 1 in each table: on PostgreSQL, the ids of what is rolled back are not given again. */
async function stored(database: Database): Promise<string[]> {
  await database.run('DELETE FROM audit_log')
  const places: Record<string, Map<number, number>> = {}
  for (const table of ['clients', 'users', 'invoices', 'invoice_lines', 'payments']) {
    const ids = await database.all<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`)
    places[table] = new Map(ids.map(({ id }, index) => [id, index + 1]))
  }
  const rows = (await rowsOf(database)).filter(row => !row.startsWith('schema_migrations '))
  const renumbered = rows.map(row => {
    const [table = ''] = row.split(' ', 1)
    return row.replaceAll(/"(\w+)":(\d+)/g, (same, column: string, id: string) => {
      const place = places[column === 'id' ? table : (NAMED[column] ?? '')]?.get(Number(id))
      return place === undefined ? same : `"${column}":${place}`
    })
  })
  return renumbered.sort()
}

test('a large import that is killed is completed by the next run, in 300 MB', { timeout: 600_000 }, async () => {
  const file = path.join(temporaryFolder(), 'data.json')
  writeLargeFile(file, { clients: 50, invoices: INVOICES })
  const whole = await shareEmpty()
  const imported = await run(whole.location, 'import', file)
  expect(imported.code).toBe(0)
  expect(memoryOf(imported.err)).toBeLessThan(300)

  const killed = await shareEmpty()
  const { child, ended } = start(killed.location, ['import', file])
  const database = await killed.open()
  const count = async () => (await database.one<{ n: number }>('SELECT count(*) AS n FROM invoices'))?.n ?? 0
  while ((await count()) < INVOICES / 5) await new Promise(resolve => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await ended
  const atKill = await count()
  expect(atKill).toBeLessThan(INVOICES)
  const orphans = await database.one(
    'SELECT count(*) AS n FROM invoices WHERE id NOT IN (SELECT invoice_id FROM payments) OR id NOT IN (SELECT invoice_id FROM invoice_lines)',
  )
  expect(orphans).toEqual({ n: 0 })

  const completed = await run(killed.location, 'import', file, '--json')
  expect(JSON.parse(completed.out).data.invoices).toEqual({ new: INVOICES - atKill, unchanged: atKill })
  expect(await stored(database)).toEqual(await stored(await whole.open()))
})

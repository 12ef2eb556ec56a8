import path from 'node:path'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { engineName, shareEmpty } from '../../support/engine.ts'
import { rowsOf } from '../../support/state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeLargeFile } from './large-file.ts'
import { memoryOf, run, start } from './process.ts'

/** On PostgreSQL, an import takes longer, and the ids that were taken before it was killed are not used again. */
const ON_SQLITE = engineName() === 'SQLite'
const INVOICES = ON_SQLITE ? 5000 : 1000

const withoutIds = (row: string) => row.replaceAll(/"(id|invoice_id)":\d+,?/g, '')

async function stored(database: Database): Promise<string[]> {
  await database.run('DELETE FROM audit_log')
  const rows = await rowsOf(database)
  return ON_SQLITE
    ? rows
    : rows
        .map(withoutIds)
        .filter(row => !row.startsWith('schema_migrations'))
        .sort()
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

import { describe, expect, test } from 'vitest'
import { lost, params, type SqlMutant, sql } from '../../../../../conformance/mutants/server/build/sql.ts'
import type { Database } from '../../../../../server/database/database.ts'
import { openFile } from '../../../../../server/database/sqlite/node.ts'

const ADD = 'INSERT INTO number_sequences (kind, year, last) VALUES (:kind, :year, :last)'
const LAST = 'SELECT last FROM number_sequences WHERE year = :year'
const row = { kind: 'TKT', year: 2026, last: 7 }

async function planted(mutant: SqlMutant): Promise<Database> {
  const database = await openFile(':memory:')
  return mutant.database?.(database) ?? database
}

async function add(database: Database, given = row): Promise<number> {
  return database.write(queries => queries.run(ADD, given))
}

describe('a mutated database', () => {
  test('runs other SQL', async () => {
    const database = await planted(sql('', ['SELECT last', 'SELECT last + 1 AS last']))
    await add(database)
    expect(await database.one(LAST, { year: 2026 })).toEqual({ last: 8 })
    expect(await database.read(queries => queries.all(LAST, { year: 2026 }))).toEqual([{ last: 8 }])
  })

  test('runs SQL with other parameters', async () => {
    const database = await planted(
      params('', 'INSERT INTO number_sequences', ({ last }) => ({ last: Number(last) * 2, kind: undefined })),
    )
    await add(database)
    expect(await database.one(LAST, { year: 2026 })).toEqual({ last: 14 })
  })

  test('reports success for a lost write, and keeps others', async () => {
    const database = await planted(lost('', 'INSERT INTO number_sequences', ({ year }) => year === 2026))
    expect(await add(database)).toBe(1)
    expect(await add(database, { ...row, year: 2025 })).toBe(1)
    expect(await database.all('SELECT year FROM number_sequences')).toEqual([{ year: 2025 }])
  })

  test('that loses writes still reports errors', async () => {
    const database = await planted(lost('', 'INSERT INTO number_sequences'))
    await expect(add(database, { ...row, last: 0 })).rejects.toThrow('CHECK')
  })
})

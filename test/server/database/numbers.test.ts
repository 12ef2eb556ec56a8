import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextNumber } from '../../../server/database/numbers.ts'
import { openFile } from '../../../server/database/sqlite/node.ts'
import { newFile, open } from './sqlite/files.ts'

test('starts at 1 for each kind and year', async () => {
  const database = await open()
  const taken: string[] = []
  for (const [kind, year] of [
    ['TKT', '2026'],
    ['TKT', '2026'],
    ['INV', '2026'],
    ['TKT', '2027'],
    ['TKT', '2026'],
  ] as const) {
    taken.push(await nextNumber(database, kind, year))
  }
  expect(taken).toEqual(['TKT-2026-0001', 'TKT-2026-0002', 'INV-2026-0001', 'TKT-2027-0001', 'TKT-2026-0003'])
})

test('has five digits after 9,999', async () => {
  const database = await open()
  await database.run(`INSERT INTO number_sequences VALUES ('INV', 2026, 9998)`)
  expect(await nextNumber(database, 'INV', '2026')).toBe('INV-2026-9999')
  expect(await nextNumber(database, 'INV', '2026')).toBe('INV-2026-10000')
})

test('has no gaps and no duplicates, even when transactions fail or run at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
      fc.scheduler(),
      async (fails, scheduler) => {
        const database = await openFile(':memory:')
        const taking = fails.map(failing =>
          database.write(async queries => {
            const number = await nextNumber(queries, 'TKT', '2026')
            await scheduler.schedule(Promise.resolve())
            if (failing) throw new Error('injected')
            return number
          }),
        )
        await scheduler.waitFor(Promise.allSettled(taking))
        const taken = (await Promise.allSettled(taking)).flatMap(end => (end.status === 'fulfilled' ? [end.value] : []))
        await database.close()
        const count = fails.filter(failing => !failing).length
        expect(taken).toEqual(
          Array.from({ length: count }, (_, index) => `TKT-2026-${String(index + 1).padStart(4, '0')}`),
        )
      },
    ),
    { numRuns: 40 },
  )
})

test('two processes never take the same number', async () => {
  const file = newFile()
  const [one, other] = [await open(file, { patience: 30_000 }), await open(file, { patience: 30_000 })]
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? one : other).write(queries => nextNumber(queries, 'INV', '2026')),
    ),
  )
  expect(new Set(taken).size).toBe(40)
  expect(taken.toSorted().at(-1)).toBe('INV-2026-0040')
})

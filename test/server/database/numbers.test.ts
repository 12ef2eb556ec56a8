import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextNumber } from '../../../server/database/numbers.ts'
import { openEmpty, shareDemo } from '../../support/engine.ts'

test('starts at 1 for each kind and year', async () => {
  const database = openEmpty()
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
  const again = taken.pop()
  expect(taken).toEqual(['TKT-2026-0001', 'TKT-2026-0002', 'INV-2026-0001', 'TKT-2027-0001'])
  // On PostgreSQL, tickets of all years take their numbers from one sequence.
  expect(again).toMatch(database.isShared ? /^TKT-2026-000[3-9]$/ : /^TKT-2026-0003$/)
})

test('has five digits after 9,999', async () => {
  const database = openEmpty()
  await database.run(`INSERT INTO number_sequences VALUES ('INV', 2026, 9998)`)
  expect(await nextNumber(database, 'INV', '2026')).toBe('INV-2026-9999')
  expect(await nextNumber(database, 'INV', '2026')).toBe('INV-2026-10000')
})

/** Numbers of a kind that are taken at the same time by transactions, some of which fail. */
async function takeTogether(kind: 'INV' | 'TKT', fails: readonly boolean[], scheduler: fc.Scheduler) {
  const database = openEmpty()
  const taking = fails.map(failing =>
    database.write(async queries => {
      const number = await nextNumber(queries, kind, '2026')
      await scheduler.schedule(Promise.resolve())
      if (failing) throw new Error('injected')
      return number
    }),
  )
  await scheduler.waitFor(Promise.allSettled(taking))
  const taken = (await Promise.allSettled(taking)).flatMap(end => (end.status === 'fulfilled' ? [end.value] : []))
  await database.close()
  return taken
}

const fails = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 })

test('of invoices has no gaps and no duplicates, even when transactions fail or run at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fails, fc.scheduler(), async (failing, scheduler) => {
      const taken = await takeTogether('INV', failing, scheduler)
      expect(taken.toSorted()).toEqual(taken.map((_, index) => `INV-2026-${String(index + 1).padStart(4, '0')}`))
      expect(taken.length).toBe(failing.filter(each => !each).length)
    }),
    { numRuns: 40 },
  )
})

test('of tickets has no duplicates, even when transactions fail or run at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fails, fc.scheduler(), async (failing, scheduler) => {
      const taken = await takeTogether('TKT', failing, scheduler)
      expect(new Set(taken).size).toBe(failing.filter(each => !each).length)
    }),
    { numRuns: 40 },
  )
})

test('two processes never take the same number', async () => {
  const { open } = await shareDemo()
  const [one, other] = [await open(), await open()]
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (index % 2 ? one : other).write(queries => nextNumber(queries, 'INV', '2027')),
    ),
  )
  expect(new Set(taken).size).toBe(40)
  expect(taken.toSorted().at(-1)).toBe('INV-2027-0040')
})

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { shareDemo } from '../../support/engine.ts'

const TIMES = 150

/** Runs two processes that write to the database at the same time. */
async function writeTogether(location: string): Promise<void> {
  const start = () => fork(new URL('./writer.ts', import.meta.url), [location, String(TIMES)], { execArgv: [] })
  const writers: ChildProcess[] = [start(), start()]
  const exits = writers.map(writer => once(writer, 'exit'))
  await Promise.all(writers.map(writer => once(writer, 'message')))
  for (const writer of writers) writer.send('go')
  expect(await Promise.all(exits)).toEqual([
    [0, null],
    [0, null],
  ])
}

test('two processes that write to one database agree on ids, ordinals, numbers, counts and what was paid', async () => {
  const { location, open } = await shareDemo()
  const database = await open()
  const before = await database.all('SELECT id FROM tickets WHERE client_id = 4')
  await writeTogether(location)

  const tickets = await database.all<{ id: number; seq: number; number: string }>(
    'SELECT id, seq, number FROM tickets WHERE client_id = 4 ORDER BY id',
  )
  expect(tickets.length).toBe(before.length + 2 * TIMES)
  expect(tickets.map(({ seq }) => seq)).toEqual(tickets.map((_, index) => index + 1))
  const added = tickets.slice(before.length).map(({ number }) => Number(number.slice('TKT-2026-'.length)))
  expect(new Set(added).size).toBe(2 * TIMES)
  // On PostgreSQL, a number is taken before the id, without waiting for the other process.
  if (!database.isShared) expect(added).toEqual(added.map((_, index) => (added[0] ?? 0) + index))

  const counts = await database.all(
    `SELECT state, count FROM block_counts WHERE client_id = 4 AND kind = 'tickets' ORDER BY state`,
  )
  expect(counts).toEqual(
    await database.all(
      'SELECT state, count(*) AS count FROM tickets WHERE client_id = 4 GROUP BY state ORDER BY state',
    ),
  )
  const owed = await database.all(
    `SELECT state, due_date, count FROM block_counts WHERE client_id = 4 AND kind = 'invoices' AND due_date <> '' ORDER BY state, due_date`,
  )
  expect(owed).toEqual(
    await database.all(
      `SELECT settled AS state, due_date, count(*) AS count FROM invoices WHERE client_id = 4 AND settled IN ('part', 'unpaid')
      GROUP BY settled, due_date ORDER BY settled, due_date`,
    ),
  )
  expect(await database.one('SELECT amount_paid, settled FROM invoices WHERE id = 112')).toEqual({
    amount_paid: 2 * TIMES,
    settled: 'part',
  })
})

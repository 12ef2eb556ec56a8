import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCountedList } from '../../../server/database/counted-list.ts'
import type { Queries } from '../../../server/database/database.ts'
import { addToList, BLOCK, moveInList } from '../../../server/database/ordinals.ts'
import { openCopy } from '../../../server/database/sqlite/node.ts'
import { addReply } from '../../../server/tickets/store.ts'
import { seedClients } from './clients.ts'
import { insertTicket } from './list-rows.ts'
import { copyOf } from './sqlite/files.ts'

const bytes = await seedClients()

const LAST = 'SELECT client_id, kind, last FROM client_lists ORDER BY client_id, kind'
const COUNTS = 'SELECT client_id, state, block, count FROM list_counts WHERE count > 0 ORDER BY client_id, state, block'

describe('addToList()', () => {
  test('gives each list of each client ordinals of its own, without gaps', async () => {
    const database = copyOf(bytes)
    const taken: number[] = []
    for (const [kind, client] of [
      ['invoices', 4],
      ['invoices', 4],
      ['tickets', 4],
      ['invoices', 5],
    ] as const) {
      taken.push(await addToList(database, kind, client, 'open'))
    }
    expect(taken).toEqual([1, 2, 1, 1])
    expect(await database.all(LAST)).toEqual([
      { client_id: 4, kind: 'invoices', last: 2 },
      { client_id: 4, kind: 'tickets', last: 1 },
      { client_id: 5, kind: 'invoices', last: 1 },
    ])
  })

  test('leaves no gap when the transaction fails', async () => {
    const database = copyOf(bytes)
    const failing = database.write(async queries => {
      await addToList(queries, 'tickets', 4, 'open')
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    expect(await addToList(database, 'tickets', 4, 'open')).toBe(1)
    expect(await database.all(COUNTS)).toEqual([{ client_id: 4, state: 'open', block: 0, count: 1 }])
  })
})

describe('moveInList()', () => {
  test('counts a row under its new state, in the block of its ordinal', async () => {
    const database = copyOf(bytes)
    for (let seq = 1; seq <= BLOCK; seq++) await addToList(database, 'tickets', 4, 'open')
    await moveInList(database, 'tickets', { client_id: 4, seq: BLOCK }, 'open', 'closed')
    await moveInList(database, 'tickets', { client_id: 4, seq: 1 }, 'open', 'answered')
    await moveInList(database, 'tickets', { client_id: 4, seq: 2 }, 'open', 'open')
    expect(await database.all(COUNTS)).toEqual([
      { client_id: 4, state: 'answered', block: 0, count: 1 },
      { client_id: 4, state: 'closed', block: 1, count: 1 },
      { client_id: 4, state: 'open', block: 0, count: BLOCK - 2 },
    ])
  })
})

/** What happens to the tickets of two clients: one is opened, or one is answered by its client, or closed by staff. */
const step = fc.record({
  what: fc.constantFrom('opens', 'opens', 'replies', 'closes'),
  client_id: fc.constantFrom(4, 5),
  ticket: fc.nat(20),
})

const STATES = ['open', 'answered', 'on_hold', 'resolved', 'closed'] as const
const LOCKED = 'SELECT client_id, seq, state FROM tickets WHERE id = :id'
const CLOSE = `UPDATE tickets SET state = 'closed', closed_at = updated_at, resolved_at = NULL WHERE id = :id`
const EXPECTED = `
  SELECT client_id, state, seq >> 10 AS block, count(*) AS count FROM tickets GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

async function play(queries: Queries, steps: { what: string; client_id: number; ticket: number }[]): Promise<void> {
  let last = 0
  for (const { what, client_id, ticket } of steps) {
    if (what === 'opens') {
      const state = STATES[ticket % STATES.length] ?? 'open'
      const resolved_at = state === 'resolved' ? '2026-11-22T11:00:00Z' : null
      await insertTicket(queries, { id: ++last, client_id, state, resolved_at })
      continue
    }
    const id = (ticket % Math.max(1, last)) + 1
    const row = await queries.one<{ client_id: number; seq: number; state: string }>(LOCKED, { id })
    if (!row) continue
    if (what === 'closes') {
      await queries.run(CLOSE, { id })
      await moveInList(queries, 'tickets', row, row.state, 'closed')
    } else {
      const reply = { id, client_id: row.client_id, user_id: 7, name: 'A', body: 'B' }
      await addReply(queries, reply, '2026-11-22T12:00:00Z').catch(error => {
        expect(error).toMatchObject({ status: 422 })
      })
    }
  }
}

test('ordinals and counts match the rows, whatever happens to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
      const database = openCopy(bytes)
      await database.write(queries => play(queries, steps))
      expect(await database.all(COUNTS)).toEqual(await database.all(EXPECTED))
      const rows = await database.all<{ client_id: number; seq: number }>(
        'SELECT client_id, seq FROM tickets ORDER BY client_id, id',
      )
      for (const client of [4, 5]) {
        const ordinals = rows.filter(({ client_id }) => client_id === client).map(({ seq }) => seq)
        expect(ordinals).toEqual(ordinals.map((_, index) => index + 1))
      }
      await database.close()
    }),
    { numRuns: 60 },
  )
})

test('an unknown filter is a programming error', () => {
  const sql = { kind: 'tickets', filters: {} } as never
  const query = { client_id: 4, status: 'constructor', per_page: 1, page: 1 }
  expect(() => readCountedList(copyOf(bytes), sql, query, {})).toThrow('has no filter constructor')
})

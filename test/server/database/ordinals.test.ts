import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCountedList } from '../../../server/database/counted-list.ts'
import type { Database, Queries } from '../../../server/database/database.ts'
import {
  addToList,
  BLOCK,
  type CountedAs,
  DUE_BLOCK,
  type ListKind,
  moveInList,
} from '../../../server/database/ordinals.ts'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import { addReply } from '../../../server/tickets/store.ts'
import { openEmpty } from '../../support/engine.ts'
import { openClients } from './clients.ts'
import { insertInvoice, insertTicket } from './list-rows.ts'

const OPEN = { state: 'open' }
const LAST = 'SELECT client_id, kind, last FROM client_lists ORDER BY client_id, kind'
const COUNTS =
  'SELECT client_id, state, first, due_date, count FROM block_counts ORDER BY client_id, state, first, due_date'

const add = (database: Database, kind: ListKind, client: number, row: CountedAs) =>
  database.write(queries => addToList(queries, kind, client, row, async seq => seq))

/** Moves a row of client 4. */
const move = (database: Database, kind: ListKind, seq: number, from: CountedAs, to: CountedAs) =>
  database.write(queries => moveInList(queries, kind, { client_id: 4, seq }, from, to))

describe('addToList()', () => {
  test('gives each list of each client ordinals of its own, without gaps', async () => {
    const database = await openClients()
    const taken: number[] = []
    for (const [kind, client] of [
      ['invoices', 4],
      ['invoices', 4],
      ['tickets', 4],
      ['invoices', 5],
    ] as const) {
      taken.push(await add(database, kind, client, OPEN))
    }
    expect(taken).toEqual([1, 2, 1, 1])
    expect(await database.all(LAST)).toEqual([
      { client_id: 4, kind: 'invoices', last: 2 },
      { client_id: 4, kind: 'tickets', last: 1 },
      { client_id: 5, kind: 'invoices', last: 1 },
    ])
  })

  test('leaves no gap when the transaction fails', async () => {
    const database = await openClients()
    const failing = database.write(async queries => {
      await addToList(queries, 'tickets', 4, { state: 'open' }, async seq => seq)
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    expect(await add(database, 'tickets', 4, OPEN)).toBe(1)
    expect(await database.all(COUNTS)).toEqual([{ client_id: 4, state: 'open', first: 0, due_date: '', count: 1 }])
  })
})

const START = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (4, :kind, :last)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = excluded.last`

describe('moveInList()', () => {
  test('counts a row under its new state, in the block of its ordinal', async () => {
    const database = await openClients()
    await database.run(START, { kind: 'tickets', last: BLOCK - 3 })
    for (const _ of [BLOCK - 2, BLOCK - 1, BLOCK]) await add(database, 'tickets', 4, OPEN)
    await move(database, 'tickets', BLOCK, OPEN, { state: 'closed' })
    await move(database, 'tickets', BLOCK - 1, OPEN, { state: 'answered' })
    await move(database, 'tickets', BLOCK - 2, OPEN, OPEN)
    expect(await database.all(COUNTS)).toEqual([
      { client_id: 4, state: 'answered', first: 0, due_date: '', count: 1 },
      { client_id: 4, state: 'closed', first: BLOCK, due_date: '', count: 1 },
      { client_id: 4, state: 'open', first: 0, due_date: '', count: 1 },
    ])
  })

  test('counts an invoice that is owed by its due date too, in larger blocks', async () => {
    const database = await openClients()
    const owed = (due_date: string) => ({ state: 'unpaid', due_date })
    await database.run(START, { kind: 'invoices', last: DUE_BLOCK - 2 })
    for (const due_date of ['2026-11-21', '2026-11-22']) await add(database, 'invoices', 4, owed(due_date))
    expect(await database.all(COUNTS)).toEqual([
      { client_id: 4, state: 'unpaid', first: 0, due_date: '2026-11-21', count: 1 },
      { client_id: 4, state: 'unpaid', first: DUE_BLOCK, due_date: '2026-11-22', count: 1 },
    ])
    await move(database, 'invoices', DUE_BLOCK - 1, owed('2026-11-21'), {
      ...owed('2026-11-21'),
      state: 'part',
    })
    await move(database, 'invoices', DUE_BLOCK, owed('2026-11-22'), { state: 'paid' })
    expect(await database.all(COUNTS)).toEqual([
      { client_id: 4, state: 'paid', first: DUE_BLOCK, due_date: '', count: 1 },
      { client_id: 4, state: 'part', first: 0, due_date: '2026-11-21', count: 1 },
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
  SELECT client_id, state, 0 AS first, '' AS due_date, count(*) AS count FROM tickets GROUP BY 1, 2 ORDER BY 1, 2`

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
      await moveInList(queries, 'tickets', row, row, { state: 'closed' })
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
      const database = await openClients()
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

/** What happens to invoices: one is issued, or half of its total is paid, or all its payments are refunded. */
const change = fc.record({
  what: fc.constantFrom('issues', 'pays', 'pays', 'refunds'),
  client_id: fc.constantFrom(4, 5),
  total: fc.constantFrom(0, 100),
  due_date: fc.constantFrom('2026-11-21', '2026-11-22'),
  invoice: fc.nat(8),
})

const PAID = 'SELECT amount_paid, total FROM invoices WHERE id = :id'
const PAY = `
  INSERT INTO payments (client_id, invoice_id, amount, currency, method, status, paid_at, created_at)
  VALUES ((SELECT client_id FROM invoices WHERE id = :id), :id, 50, 'EUR', 'card', 'succeeded', '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z')`
const REFUND = `UPDATE payments SET status = 'refunded' WHERE invoice_id = :id`
const EXPECTED_INVOICES = `
  SELECT client_id, settled AS state, 0 AS first, CASE WHEN settled IN ('part', 'unpaid') THEN due_date ELSE '' END AS due_date,
    count(*) AS count
  FROM invoices GROUP BY 1, 2, 4 ORDER BY 1, 2, 4`

async function issueAndPay(queries: Queries, steps: (typeof change extends fc.Arbitrary<infer T> ? T : never)[]) {
  let last = 0
  for (const { what, invoice, ...columns } of steps) {
    if (what === 'issues') {
      await insertInvoice(queries, { ...columns, id: ++last, state: 'open', amount_paid: 0, refunded: 0 })
      continue
    }
    const id = (invoice % Math.max(1, last)) + 1
    const row = await queries.one<{ amount_paid: number; total: number }>(PAID, { id })
    if (!row) continue
    if (what === 'refunds') await queries.run(REFUND, { id })
    else if (row.amount_paid < row.total) await queries.run(PAY, { id })
    await settleInvoice(queries, id, '2026-11-22T12:00:00Z')
  }
}

test('counts of invoices match the rows, whatever is paid and refunded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 40 }), async steps => {
      const database = await openClients()
      await database.write(queries => issueAndPay(queries, steps))
      expect(await database.all(COUNTS)).toEqual(await database.all(EXPECTED_INVOICES))
      await database.close()
    }),
    { numRuns: 60 },
  )
})

test('an unknown filter is a programming error', async () => {
  const sql = { kind: 'tickets', filters: {} } as never
  const query = { client_id: 4, status: 'constructor', per_page: 1, page: 1 }
  await expect(readCountedList(openEmpty(), sql, query, {})).rejects.toThrow('has no filter constructor')
})

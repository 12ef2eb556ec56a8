import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import { openDemo } from '../../support/engine.ts'
import { addDraft, addIssued } from '../demo/demo.ts'

const SETTLED = '2026-11-22T13:00:00Z'

/** Status, amount in cents and, if paid, the second of the day; in the order of their ids. */
type Payment = [status: 'pending' | 'succeeded' | 'failed' | 'refunded', amount: number, second?: number]

const ADD = `
  INSERT INTO payments (client_id, invoice_id, amount, currency, method, status, paid_at, created_at)
  VALUES ((SELECT client_id FROM invoices WHERE id = :id), :id, :amount, 'EUR', 'card', :status, :paid_at, '2026-11-22T00:00:00Z')`

const at = (second: number) => `2026-11-22T00:00:${String(second).padStart(2, '0')}Z`

async function pay(database: Database, id: number, payments: Payment[]): Promise<void> {
  for (const [status, amount, second = 1] of payments) {
    const paid = status === 'succeeded' || status === 'refunded'
    await database.run(ADD, { id, amount, status, paid_at: paid ? at(second) : null })
  }
}

const settle = (database: Database, id: number, now = SETTLED) => database.write(q => settleInvoice(q, id, now))

const SAYS = 'SELECT amount_paid, refunded, last_payment_failed, paid_at, updated_at FROM invoices WHERE id = :id'

async function settled(total: number, payments: Payment[]) {
  const database = openDemo()
  const id = await addIssued(database, 'INV-2026-0013', total)
  await pay(database, id, payments)
  expect(await settle(database, id)).toBe(true)
  const says = await database.one<object>(SAYS, { id })
  await database.close()
  return says
}

describe('an open invoice with a total of 100 and', () => {
  const cases: [
    name: string,
    payments: Payment[],
    says: [paid: number, refunded: 0 | 1, failed: 0 | 1, paidAt: string | null],
  ][] = [
    ['no payment', [], [0, 0, 0, null]],
    ['one pending', [['pending', 100]], [0, 0, 0, null]],
    ['one failed', [['failed', 100]], [0, 0, 1, null]],
    ['one in part', [['succeeded', 40]], [40, 0, 0, null]],
    ['one in full', [['succeeded', 100, 7]], [100, 0, 0, at(7)]],
    [
      'two that make it up: the later one paid it',
      [
        ['succeeded', 60, 9],
        ['succeeded', 40, 5],
      ],
      [100, 0, 0, at(9)],
    ],
    [
      'a failed one before',
      [
        ['failed', 100],
        ['succeeded', 100, 7],
      ],
      [100, 0, 0, at(7)],
    ],
    [
      'a failed one after a part',
      [
        ['succeeded', 40],
        ['failed', 60],
      ],
      [40, 0, 1, null],
    ],
    [
      'a pending one after a failed one',
      [
        ['failed', 100],
        ['pending', 100],
      ],
      [0, 0, 0, null],
    ],
    ['the whole refunded', [['refunded', 100]], [0, 1, 0, null]],
    [
      'one of two refunded',
      [
        ['refunded', 60],
        ['succeeded', 40],
      ],
      [40, 0, 0, null],
    ],
    [
      'both of two refunded',
      [
        ['refunded', 60],
        ['refunded', 40],
      ],
      [0, 1, 0, null],
    ],
    [
      'one refunded, another pending',
      [
        ['refunded', 100],
        ['pending', 100],
      ],
      [0, 0, 0, null],
    ],
    [
      'one refunded, another failed',
      [
        ['refunded', 100],
        ['failed', 100],
      ],
      [0, 1, 1, null],
    ],
    [
      'one refunded, paid again',
      [
        ['refunded', 100, 3],
        ['succeeded', 100, 8],
      ],
      [100, 0, 0, at(8)],
    ],
  ]
  test.each(cases)('%s', async (_, payments, [amount_paid, refunded, last_payment_failed, paid_at]) => {
    expect(await settled(100, payments)).toEqual({
      amount_paid,
      refunded,
      last_payment_failed,
      paid_at,
      updated_at: SETTLED,
    })
  })
})

describe('an invoice with a total of zero', () => {
  test('is paid when it is issued', async () => {
    expect(await settled(0, [])).toMatchObject({ amount_paid: 0, refunded: 0, paid_at: SETTLED })
  })

  test('keeps its paid_at, no matter how often it is settled', async () => {
    const database = openDemo()
    const id = await addIssued(database, 'INV-2026-0013', 0)
    await settle(database, id)
    await settle(database, id, '2026-12-01T00:00:00Z')
    expect(await database.one(SAYS, { id })).toMatchObject({ paid_at: SETTLED })
  })
})

test('settling again changes nothing but updated_at', async () => {
  const database = openDemo()
  const id = await addIssued(database, 'INV-2026-0013', 100)
  await pay(database, id, [['succeeded', 100, 7]])
  await settle(database, id)
  const before = await database.one<object>(SAYS, { id })
  await settle(database, id, '2026-12-01T00:00:00Z')
  expect(await database.one(SAYS, { id })).toEqual({ ...before, updated_at: '2026-12-01T00:00:00Z' })
})

test('a payment above the total is refused', async () => {
  const database = openDemo()
  const id = await addIssued(database, 'INV-2026-0013', 100)
  const overpaying = database.write(async queries => {
    await queries.run(ADD, { id, amount: 101, status: 'succeeded', paid_at: at(1) })
    await settleInvoice(queries, id, SETTLED)
  })
  await expect(overpaying).rejects.toThrow(/amount_paid <= total|invoices_check/)
  expect(await database.all('SELECT id FROM payments WHERE invoice_id = :id', { id })).toEqual([])
})

test('drafts, void invoices and other invoices do not change', async () => {
  const database = openDemo()
  const draft = await addDraft(database)
  const before = await database.all('SELECT * FROM invoices ORDER BY id')
  expect([await settle(database, draft), await settle(database, 103)]).toEqual([false, false])
  expect(await settle(database, 112)).toBe(true)
  const changed = (await database.all<{ id: number }>('SELECT * FROM invoices ORDER BY id')).filter(
    (row, index) => JSON.stringify(row) !== JSON.stringify(before[index]),
  )
  expect(changed.map(({ id }) => id)).toEqual([112])
})

test('for any payments, amount_paid is the sum of the succeeded ones, and refunded means that none of them is left', async () => {
  const payment = fc.tuple(
    fc.constantFrom('pending' as const, 'succeeded' as const, 'failed' as const, 'refunded' as const),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 0, max: 59 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { maxLength: 6 }), fc.boolean(), async (payments, exact) => {
      const succeeded = payments.filter(([status]) => status === 'succeeded')
      const sum = succeeded.reduce((total, [, amount]) => total + amount, 0)
      const says = await settled(exact ? sum : sum + 1, payments)
      const stands = payments.some(([status]) => status === 'succeeded' || status === 'pending')
      const paidAt = succeeded
        .map(([, , second]) => at(second))
        .toSorted()
        .at(-1)
      expect(says).toEqual({
        amount_paid: sum,
        refunded: payments.some(([status]) => status === 'refunded') && !stands ? 1 : 0,
        last_payment_failed: payments.at(-1)?.[0] === 'failed' ? 1 : 0,
        paid_at: exact ? (paidAt ?? SETTLED) : null,
        updated_at: SETTLED,
      })
    }),
    { numRuns: 60 },
  )
})

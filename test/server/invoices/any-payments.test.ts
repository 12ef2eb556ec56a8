import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Schemas, session } from '../../support/session.ts'
import { insertInvoice } from '../subscriptions/fixtures.ts'

type Invoice = Schemas['Invoice']

const payment = fc.record({
  amount: fc.integer({ min: 1, max: 400 }),
  status: fc.constantFrom('pending', 'succeeded', 'failed', 'refunded'),
  day: fc.integer({ min: 1, max: 20 }),
})

const invoice = fc.record({
  total: fc.integer({ min: 0, max: 1000 }),
  due_date: fc.constantFrom('2026-11-21', '2026-11-22', '2026-11-23'),
  isVoid: fc.boolean(),
  payments: fc.array(payment, { maxLength: 4 }),
  /** Whether its payments add up to its total. */
  exactly: fc.boolean(),
})

type Case = typeof invoice extends fc.Arbitrary<infer T> ? T : never

/** A total that the succeeded payments do not exceed, which the contract forbids (State machines, Invoice). */
function totalOf({ total, payments, exactly }: Case): number {
  const paid = sumOf(payments)
  return exactly ? paid : Math.max(total, paid)
}

const sumOf = (payments: Case['payments']) =>
  payments.filter(({ status }) => status === 'succeeded').reduce((sum, { amount }) => sum + amount, 0)

const euros = (cents: number) => (cents / 100).toFixed(2)

/** The contract's rules (Fields; Lists; State machines), on 2026-11-22. */
function expected(given: Case): Partial<Invoice> {
  const total = totalOf(given)
  if (given.isVoid) return { status: 'void', amount_paid: '0.00', amount_due: '0.00', paid_at: null }
  const paid = sumOf(given.payments)
  const has = (...statuses: string[]) => given.payments.some(({ status }) => statuses.includes(status))
  if (has('refunded') && !has('succeeded', 'pending')) {
    return { status: 'refunded', amount_paid: '0.00', amount_due: '0.00' }
  }
  const amounts = { amount_paid: euros(paid), amount_due: euros(total - paid) }
  if (paid >= total) return { status: 'paid', ...amounts }
  const paidSome = paid > 0 ? 'partially_paid' : 'unpaid'
  return { status: given.due_date < '2026-11-22' ? 'overdue' : paidSome, ...amounts, paid_at: null }
}

it('status and amounts follow the contract’s rules for any payments', async () => {
  const { app, get } = await session()
  let id = 1000
  await fc.assert(
    fc.asyncProperty(invoice, async given => {
      const state: Record<string, string> = given.isVoid ? { state: 'void', voided_at: '2026-11-03T10:00:00Z' } : {}
      const payments = given.isVoid ? given.payments.filter(({ status }) => status === 'failed') : given.payments
      await insertInvoice(
        app,
        ++id,
        { total: totalOf({ ...given, payments }), due_date: given.due_date, ...state },
        payments.map(({ amount, status, day }) => ({
          amount,
          status,
          created_at: `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`,
        })),
      )
      const { data } = await get<{ data: Invoice }>(`/invoices/${id}`)
      expect(data).toMatchObject(expected({ ...given, payments }))
      const listed = await get<Schemas['InvoicePage']>(`/invoices?status=${data.status}&per_page=1`)
      expect(listed.data[0]?.id).toBe(id)
    }),
    { numRuns: 200, seed: 1 },
  )
})

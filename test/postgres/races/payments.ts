import { describe, expect, test } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import { type NewPayment, recordPayment } from '../../../server/invoices/payments.ts'
import { voidInvoice } from '../../../server/invoices/void.ts'
import { overlap, withoutLocks } from '../overlap.ts'
import { asItIs, faultsOf, issuing, NOW, type Open } from '../support.ts'

const paying =
  (payment: Partial<NewPayment> = {}) =>
  (queries: Queries) =>
    recordPayment(
      queries,
      {
        invoice_id: 112,
        amount: 1000,
        currency: 'EUR',
        method: 'card',
        status: 'succeeded',
        reference: null,
        external_ref: null,
        paid_at: NOW,
        ...payment,
      },
      NOW,
    )

const PAID = `
  SELECT i.amount_paid, (SELECT count(*) FROM payments p WHERE p.invoice_id = i.id) AS payments FROM invoices i WHERE i.id = 112`

export function paymentRaces(open: Open): void {
  describe('payments', () => {
    test('two at the same time both count', async () => {
      const database = await open()
      const before = await database.one<{ amount_paid: number; payments: number }>(PAID)
      const outcome = await overlap(database, paying({ amount: 6000 }), paying({ amount: 4000 }))
      expect(outcome).toEqual({ hasWaited: true, first: 'done', second: 'done' })
      expect(await database.one(PAID)).toEqual({
        amount_paid: (before?.amount_paid ?? 0) + 10_000,
        payments: (before?.payments ?? 0) + 2,
      })
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('one that is sent twice counts once', async () => {
      const pay = paying({ reference: 'R-1' })
      const counted = async (wrap: (database: Database) => Database) => {
        const database = await open()
        const { second } = await overlap(database, pay, pay, wrap(database))
        return [second, (await database.all(`SELECT id FROM payments WHERE reference = 'R-1'`)).length]
      }
      expect(await counted(asItIs)).toEqual([expect.stringContaining('already has payment'), 1])
      expect(await counted(withoutLocks)).toEqual(['done', 2])
    })

    test('an invoice that is paid meanwhile is not voided', async () => {
      const voiding = async (wrap: (database: Database) => Database) => {
        const database = await open()
        const id = await database.write(issuing)
        const voided = (queries: Queries) => voidInvoice(queries, id, NOW)
        const { second } = await overlap(database, paying({ invoice_id: id }), voided, wrap(database))
        return { second, fault: (await faultsOf(database))[0] }
      }
      expect(await voiding(asItIs)).toEqual({ second: expect.stringContaining('it has been paid'), fault: undefined })
      expect((await voiding(withoutLocks)).second).not.toContain('it has been paid')
    })
  })
}

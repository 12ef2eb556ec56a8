import { describe, expect, test } from 'vitest'
import { addToList } from '../../../../../server/database/ordinals.ts'
import { addDraft, addIssued, ISSUE, openDemo } from '../../../demo/demo.ts'

const KEPT = 'the id, client and number of an issued invoice cannot change, and a void invoice stays void'
const DUE = 'the due date of an issued invoice cannot change'
const UNDELETED = 'an issued invoice cannot be deleted'
const TICKET = 'the id, client and number of a ticket cannot change'
const SUBSCRIPTION = 'the id and client of a subscription cannot change, and a cancelled subscription stays cancelled'

const BACK = `state = 'draft', number = NULL, seq = NULL, settled = NULL`

/** What an invoice that is issued by ISSUE is counted under. */
const OWED = { state: 'unpaid', due_date: '2026-12-22' }

const NEXT_INVOICE = `a new invoice must have the next ordinal and the highest id of its client's list`
const NEXT_TICKET = `a new ticket must have the next ordinal and the highest id of its client's list`

/** The columns of an invoice without its id; later migrations may add others. */
const INVOICE_COLUMNS = `client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total, amount_paid, refunded, last_payment_failed, subscription_id, paid_at, voided_at, po_number, notes, bill_to_name, bill_to_email, bill_to_tax_id, bill_to_line1, bill_to_line2, bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country, created_at, updated_at`

describe('the schema protects issued documents:', () => {
  const refusals: [what: string, sql: string, message: string][] = [
    ['an unpaid invoice deleted', 'DELETE FROM invoices WHERE id = 112', UNDELETED],
    ['a void invoice deleted', 'DELETE FROM invoices WHERE id = 103', UNDELETED],
    ['all invoices deleted', 'DELETE FROM invoices', UNDELETED],
    [
      'an invoice replaced by itself',
      'INSERT OR REPLACE INTO invoices SELECT * FROM invoices WHERE id = 112',
      UNDELETED,
    ],
    [
      'an invoice replaced by its number',
      `REPLACE INTO invoices (id, ${INVOICE_COLUMNS}) SELECT 999, ${INVOICE_COLUMNS} FROM invoices WHERE id = 112`,
      UNDELETED,
    ],
    ['an invoice renumbered', `UPDATE invoices SET number = 'INV-2026-9999' WHERE id = 112`, KEPT],
    ['an invoice made a draft', `UPDATE invoices SET ${BACK} WHERE id = 112`, KEPT],
    ['a void invoice made a draft', `UPDATE invoices SET ${BACK}, voided_at = NULL WHERE id = 103`, KEPT],
    ['a void invoice opened again', `UPDATE invoices SET state = 'open', voided_at = NULL WHERE id = 103`, KEPT],
    ['an invoice given to another client', 'UPDATE invoices SET client_id = 5 WHERE id = 112', KEPT],
    ['an invoice given another ordinal', 'UPDATE invoices SET seq = 99 WHERE id = 112', KEPT],
    ['an invoice made due later', `UPDATE invoices SET due_date = '2027-12-22' WHERE id = 112`, DUE],
    ['an invoice given another id', 'UPDATE invoices SET id = 999 WHERE id = 112', KEPT],
    ['an invoice given another id by its other name', 'UPDATE invoices SET rowid = 999 WHERE id = 112', KEPT],
    ['a ticket deleted', 'DELETE FROM tickets WHERE id = 203', 'a ticket cannot be deleted'],
    ['a ticket given another ordinal', 'UPDATE tickets SET seq = 99 WHERE id = 203', TICKET],
    ['a ticket renumbered', `UPDATE tickets SET number = 'TKT-2026-9999' WHERE id = 203`, TICKET],
    ['a ticket given to another client', 'UPDATE tickets SET client_id = 5 WHERE id = 203', TICKET],
    ['a ticket given another id', 'UPDATE tickets SET id = 999 WHERE id = 203', TICKET],
    ['a ticket given another id by its other name', 'UPDATE tickets SET _rowid_ = 999 WHERE id = 203', TICKET],
    [
      'a cancelled subscription revived',
      `UPDATE subscriptions SET state = 'active', cancelled_at = NULL, cancellation_reason = NULL, ends_at = NULL WHERE id = 34`,
      SUBSCRIPTION,
    ],
    ['a subscription given to another client', 'UPDATE subscriptions SET client_id = 5 WHERE id = 33', SUBSCRIPTION],
    ['a subscription given another id', 'UPDATE subscriptions SET id = 999 WHERE id = 33', SUBSCRIPTION],
    [
      'a subscription given another id by its other name',
      'UPDATE subscriptions SET oid = 999 WHERE id = 33',
      SUBSCRIPTION,
    ],
  ]
  test.each(refusals)('%s is refused', async (_, sql, message) => {
    const database = openDemo()
    const before = database.serialize()
    await expect(database.run(sql)).rejects.toThrow(message)
    expect(database.serialize()).toEqual(before)
  })
})

describe('a new row of a list', () => {
  const COPY = (id: number, seq: string) =>
    `INSERT INTO tickets (id, client_id, seq, number, subject, body, state, priority, category, created_by, created_at, updated_at)
    SELECT ${id}, client_id, ${seq}, 'T', subject, body, 'open', priority, category, created_by, created_at, updated_at
    FROM tickets WHERE id = 203`
  const LAST = `(SELECT last FROM client_lists WHERE client_id = 4 AND kind = 'tickets')`

  test('must have the ordinal that was taken for it', async () => {
    const database = openDemo()
    for (const seq of ['NULL', `${LAST} + 1`]) await expect(database.run(COPY(999, seq))).rejects.toThrow(NEXT_TICKET)
    await addToList(database, 'tickets', 4, { state: 'open' }, async seq => seq)
    expect(await database.run(COPY(999, LAST))).toBe(1)
  })

  test('must have a higher id than the row before it', async () => {
    const database = openDemo()
    await addToList(database, 'tickets', 4, { state: 'open' }, async seq => seq)
    await expect(database.run(COPY(150, LAST))).rejects.toThrow(NEXT_TICKET)
    expect(await database.run(COPY(999, LAST))).toBe(1)
  })

  test('applies to a draft when it is issued', async () => {
    const database = openDemo()
    const [first, second] = [await addDraft(database), await addDraft(database)]
    await expect(database.run(ISSUE, { id: first, number: 'INV-2026-0013', seq: 99 })).rejects.toThrow(NEXT_INVOICE)
    const seq = await addToList(database, 'invoices', 4, OWED, async seq => seq)
    expect(await database.run(ISSUE, { id: second, number: 'INV-2026-0013', seq })).toBe(1)
    const later = await addToList(database, 'invoices', 4, OWED, async seq => seq)
    await expect(database.run(ISSUE, { id: first, number: 'INV-2026-0014', seq: later })).rejects.toThrow(NEXT_INVOICE)
  })
})

describe('the schema allows', () => {
  test('a draft to be deleted, moved to another client and issued', async () => {
    const database = openDemo()
    const [first, second] = [await addDraft(database), await addDraft(database)]
    expect(await database.run('DELETE FROM invoices WHERE id = :id', { id: first })).toBe(1)
    expect(await database.run('UPDATE invoices SET client_id = 5 WHERE id = :id', { id: second })).toBe(1)
    const seq = await addToList(database, 'invoices', 5, OWED, async seq => seq)
    expect(await database.run(ISSUE, { id: second, number: 'INV-2026-0013', seq })).toBe(1)
  })

  test('the due date of a draft to change', async () => {
    const database = openDemo()
    const id = await addDraft(database)
    for (const day of ['2026-12-01', '2026-12-02'])
      expect(await database.run('UPDATE invoices SET due_date = :day WHERE id = :id', { id, day })).toBe(1)
  })

  test('an issued invoice to become void', async () => {
    const database = openDemo()
    const id = await addIssued(database, 'INV-2026-0013')
    const VOID = `UPDATE invoices SET state = 'void', settled = 'void', voided_at = updated_at WHERE id = :id`
    expect(await database.run(VOID, { id })).toBe(1)
  })

  test('a subscription to be cancelled', async () => {
    const CANCEL = `UPDATE subscriptions SET state = 'cancelled', cancelled_at = updated_at, ends_at = period_end WHERE id = 31`
    expect(await openDemo().run(CANCEL)).toBe(1)
  })
})

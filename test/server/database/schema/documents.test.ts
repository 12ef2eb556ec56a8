import { describe, expect, test } from 'vitest'
import type { Database } from '../../../../server/database/database.ts'
import { addToList, type CountedAs, type ListKind } from '../../../../server/database/ordinals.ts'
import { openDemo } from '../../../support/engine.ts'
import { stateOf } from '../../../support/state.ts'
import { addDraft, addIssued, ISSUE } from '../../demo/demo.ts'

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

describe('the schema protects issued documents:', () => {
  const refusals: [what: string, sql: string, message: string][] = [
    ['an unpaid invoice deleted', 'DELETE FROM invoices WHERE id = 112', UNDELETED],
    ['a void invoice deleted', 'DELETE FROM invoices WHERE id = 103', UNDELETED],
    ['all invoices deleted', 'DELETE FROM invoices', UNDELETED],
    ['an invoice renumbered', `UPDATE invoices SET number = 'INV-2026-9999' WHERE id = 112`, KEPT],
    ['an invoice made a draft', `UPDATE invoices SET ${BACK} WHERE id = 112`, KEPT],
    ['a void invoice made a draft', `UPDATE invoices SET ${BACK}, voided_at = NULL WHERE id = 103`, KEPT],
    ['a void invoice opened again', `UPDATE invoices SET state = 'open', voided_at = NULL WHERE id = 103`, KEPT],
    ['an invoice given to another client', 'UPDATE invoices SET client_id = 5 WHERE id = 112', KEPT],
    ['an invoice given another ordinal', 'UPDATE invoices SET seq = 99 WHERE id = 112', KEPT],
    ['an invoice made due later', `UPDATE invoices SET due_date = '2027-12-22' WHERE id = 112`, DUE],
    ['an invoice given another id', 'UPDATE invoices SET id = 999 WHERE id = 112', KEPT],
    ['a ticket deleted', 'DELETE FROM tickets WHERE id = 203', 'a ticket cannot be deleted'],
    ['a ticket given another ordinal', 'UPDATE tickets SET seq = 99 WHERE id = 203', TICKET],
    ['a ticket renumbered', `UPDATE tickets SET number = 'TKT-2026-9999' WHERE id = 203`, TICKET],
    ['a ticket given to another client', 'UPDATE tickets SET client_id = 5 WHERE id = 203', TICKET],
    ['a ticket given another id', 'UPDATE tickets SET id = 999 WHERE id = 203', TICKET],
    [
      'a cancelled subscription revived',
      `UPDATE subscriptions SET state = 'active', cancelled_at = NULL, cancellation_reason = NULL, ends_at = NULL WHERE id = 34`,
      SUBSCRIPTION,
    ],
    ['a subscription given to another client', 'UPDATE subscriptions SET client_id = 5 WHERE id = 33', SUBSCRIPTION],
    ['a subscription given another id', 'UPDATE subscriptions SET id = 999 WHERE id = 33', SUBSCRIPTION],
  ]
  test.each(refusals)('%s is refused', async (_, sql, message) => {
    const database = openDemo()
    const before = await stateOf(database)
    await expect(database.run(sql)).rejects.toThrow(message)
    expect(await stateOf(database)).toBe(before)
  })
})

const add = (database: Database, kind: ListKind, client: number, row: CountedAs) =>
  database.write(queries => addToList(queries, kind, client, row, async seq => seq))

describe('a new row of a list', () => {
  const COPY = (id: number, seq: string) =>
    `INSERT INTO tickets (id, client_id, seq, number, subject, body, state, priority, category, created_by, created_at, updated_at)
    SELECT ${id}, client_id, ${seq}, 'T', subject, body, 'open', priority, category, created_by, created_at, updated_at
    FROM tickets WHERE id = 203`
  const LAST = `(SELECT last FROM client_lists WHERE client_id = 4 AND kind = 'tickets')`

  test('must have the ordinal that was taken for it', async () => {
    const database = openDemo()
    await expect(database.run(COPY(999, 'NULL'))).rejects.toThrow(
      /must have the next ordinal|null value in column "seq"/,
    )
    await expect(database.run(COPY(999, `${LAST} + 1`))).rejects.toThrow(NEXT_TICKET)
    await add(database, 'tickets', 4, { state: 'open' })
    expect(await database.run(COPY(999, LAST))).toBe(1)
  })

  test('must have a higher id than the row before it', async () => {
    const database = openDemo()
    await add(database, 'tickets', 4, { state: 'open' })
    await expect(database.run(COPY(150, LAST))).rejects.toThrow(NEXT_TICKET)
    expect(await database.run(COPY(999, LAST))).toBe(1)
  })

  test('applies to a draft when it is issued', async () => {
    const database = openDemo()
    const [first, second] = [await addDraft(database), await addDraft(database)]
    await expect(database.run(ISSUE, { id: first, number: 'INV-2026-0013', seq: 99 })).rejects.toThrow(NEXT_INVOICE)
    const seq = await add(database, 'invoices', 4, OWED)
    expect(await database.run(ISSUE, { id: second, number: 'INV-2026-0013', seq })).toBe(1)
    const later = await add(database, 'invoices', 4, OWED)
    await expect(database.run(ISSUE, { id: first, number: 'INV-2026-0014', seq: later })).rejects.toThrow(NEXT_INVOICE)
  })
})

describe('the schema allows', () => {
  test('a draft to be deleted, moved to another client and issued', async () => {
    const database = openDemo()
    const [first, second] = [await addDraft(database), await addDraft(database)]
    expect(await database.run('DELETE FROM invoices WHERE id = :id', { id: first })).toBe(1)
    expect(await database.run('UPDATE invoices SET client_id = 5 WHERE id = :id', { id: second })).toBe(1)
    const seq = await add(database, 'invoices', 5, OWED)
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

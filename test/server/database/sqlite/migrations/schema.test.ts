import { describe, expect, test } from 'vitest'
import { openDemo } from '../../../../support/engine.ts'
import { stateOf } from '../../../../support/state.ts'
import { open } from '../files.ts'

const KEPT = 'the id, client and number of an issued invoice cannot change, and a void invoice stays void'
const UNDELETED = 'an issued invoice cannot be deleted'
const TICKET = 'the id, client and number of a ticket cannot change'
const SUBSCRIPTION = 'the id and client of a subscription cannot change, and a cancelled subscription stays cancelled'

/** The columns of an invoice without its id; later migrations may add others. */
const INVOICE_COLUMNS = `client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total, amount_paid, refunded, last_payment_failed, subscription_id, paid_at, voided_at, po_number, notes, bill_to_name, bill_to_email, bill_to_tax_id, bill_to_line1, bill_to_line2, bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country, created_at, updated_at`

describe('SQLite alone has further ways to change a row, which are refused too:', () => {
  test.each([
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
    ['an invoice given another id by its other name', 'UPDATE invoices SET rowid = 999 WHERE id = 112', KEPT],
    ['a ticket given another id by its other name', 'UPDATE tickets SET _rowid_ = 999 WHERE id = 203', TICKET],
    [
      'a subscription given another id by its other name',
      'UPDATE subscriptions SET oid = 999 WHERE id = 33',
      SUBSCRIPTION,
    ],
    ['half a cent', 'UPDATE invoices SET subtotal = 0.5 WHERE id = 112', 'cannot store REAL value in INTEGER column'],
  ])('%s', async (_, sql, message) => {
    const database = openDemo()
    const before = await stateOf(database)
    await expect(database.run(sql)).rejects.toThrow(message)
    expect(await stateOf(database)).toBe(before)
  })
})

describe('of the schema', () => {
  const TABLES = `SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`

  test('every table is strict', async () => {
    const tables = await (await open()).all<{ name: string; strict: number }>(TABLES)
    expect(tables.length).toBeGreaterThan(12)
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([])
  })

  test('every foreign key has an index', async () => {
    const database = await open()
    const bare: string[] = []
    let keys = 0
    for (const { name } of await database.all<{ name: string }>(TABLES)) {
      for (const { from } of await database.all<{ from: string }>(
        `SELECT "from" FROM pragma_foreign_key_list('${name}')`,
      )) {
        const plan = await database.all<{ detail: string }>(
          `EXPLAIN QUERY PLAN SELECT 1 FROM ${name} WHERE ${from} = :id`,
          { id: 1 },
        )
        keys += 1
        if (!plan.every(({ detail }) => detail.startsWith('SEARCH'))) bare.push(`${name}.${from}`)
      }
    }
    expect(keys).toBeGreaterThan(12)
    expect(bare).toEqual([])
  })
})

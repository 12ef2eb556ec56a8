import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { engineName, openDemo, openUnchecked } from '../../support/engine.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operator } from '../../support/operator.ts'

interface Found {
  total: number
  repaired: number
  findings: { check: string; at: string; message: string; mend: string }[]
}

/** The demo data with an invoice that `tick` has issued, and a way to write what only SQL by hand can. */
async function checking(database?: Database) {
  database ??= await openUnchecked()
  const run = operator(database)
  await run([
    ...['subscription', 'add', '--client', '4', '--name', 'Hosting', '--amount', '10.00'],
    ...['--tax-rate', '19.00', '--tax-category', 'S'],
  ])
  await run(['tick'])
  const plant = async (sql: string) => {
    for (const statement of sql.split(';')) await database.run(statement)
  }
  const check = async (...options: string[]) => {
    const { json, exitCode } = await run(['check', '--json', ...options])
    return { ...(json.data as Found), exitCode }
  }
  return { database, run, plant, check }
}

const REPAIRABLE: [check: string, at: string, sql: string][] = [
  [
    'not-settled',
    'invoice INV-2026-0007',
    `INSERT INTO payments (client_id, invoice_id, amount, currency, method, status, paid_at, created_at)
    VALUES (4, 107, 4641, 'EUR', 'cash', 'succeeded', '2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z')`,
  ],
  ['not-settled', 'invoice INV-2026-0006', 'UPDATE invoices SET amount_paid = 9999 WHERE id = 106'],
  ['not-settled', 'invoice INV-2026-0012', 'UPDATE invoices SET last_payment_failed = 1 WHERE id = 112'],
  ['not-settled', 'invoice INV-2026-0001', 'UPDATE invoices SET paid_at = NULL WHERE id = 101'],
  ['not-settled', 'invoice INV-2026-0005', `UPDATE invoices SET refunded = 0, settled = 'unpaid' WHERE id = 105`],
  ['not-settled', 'invoice INV-2026-0007', `UPDATE invoices SET settled = 'paid' WHERE id = 107`],
  [
    'list-counter',
    'invoices of client 4',
    `UPDATE block_counts SET count = count + 1 WHERE client_id = 4 AND state = 'paid'`,
  ],
  [
    'list-counter',
    'invoices of client 5',
    `DELETE FROM block_counts WHERE client_id = 5 AND kind = 'invoices' AND state = 'paid'`,
  ],
  ['list-counter', 'tickets of client 4', `UPDATE client_lists SET last = 99 WHERE client_id = 4 AND kind = 'tickets'`],
  ['reply-count', 'ticket TKT-2026-0002', 'UPDATE tickets SET reply_count = reply_count + 1 WHERE id = 202'],
  ['reply-count', 'ticket TKT-2026-0002', `UPDATE tickets SET last_reply_at = '2026-11-22T00:00:00Z' WHERE id = 202`],
  ['email', 'user 7', `UPDATE users SET email_normalised = 'someone@company.com' WHERE id = 7`],
]

const PLANTED: [check: string, at: string, sql: string][] = [
  ['unknown-currency', 'invoice INV-2026-0012', `UPDATE invoices SET currency = 'EUX' WHERE id = 112`],
  ['unknown-currency', 'client 4', `UPDATE clients SET currency = 'EUX' WHERE id = 4`],
  ['unknown-currency', 'subscription 31', `UPDATE subscriptions SET currency = 'EUX' WHERE id = 31`],
  [
    'wrong-line',
    'invoice INV-2026-0012',
    'UPDATE invoice_lines SET amount = amount + 1 WHERE invoice_id = 112 AND position = 1',
  ],
  ['wrong-subtotal', 'invoice INV-2026-0012', 'UPDATE invoices SET subtotal = subtotal + 1 WHERE id = 112'],
  [
    'wrong-discount-total',
    'invoice INV-2026-0012',
    'UPDATE invoices SET discount_total = discount_total + 1 WHERE id = 112',
  ],
  ['wrong-tax-total', 'invoice INV-2026-0012', 'UPDATE invoices SET tax_total = tax_total - 1 WHERE id = 112'],
  ['wrong-total', 'invoice INV-2026-0012', 'UPDATE invoices SET total = total + 1 WHERE id = 112'],
  [
    'invalid-line',
    'invoice INV-2026-0012',
    'UPDATE invoice_lines SET discount = 999999 WHERE invoice_id = 112 AND position = 1',
  ],
  ['no-lines', 'invoice INV-2026-0012', 'DELETE FROM invoice_lines WHERE invoice_id = 112'],
  [
    'line-positions',
    'invoice INV-2026-0012',
    'UPDATE invoice_lines SET position = 9 WHERE invoice_id = 112 AND position = 1',
  ],
  ['missing-tax', 'invoice INV-2026-0012', 'DELETE FROM invoice_taxes WHERE invoice_id = 112 AND rate = 700'],
  [
    'wrong-tax',
    'invoice INV-2026-0012',
    'UPDATE invoice_taxes SET amount = amount + 1 WHERE invoice_id = 112 AND rate = 700',
  ],
  [
    'extra-tax',
    'invoice INV-2026-0012',
    `INSERT INTO invoice_taxes (client_id, invoice_id, category, rate, name, taxable_amount, amount)
    VALUES (4, 112, 'Z', 0, 'VAT 0%', 0, 0)`,
  ],
  ['overpaid', 'invoice INV-2026-0001', 'UPDATE payments SET amount = amount + 1 WHERE invoice_id = 101'],
  [
    'void-paid',
    'invoice INV-2026-0003',
    `INSERT INTO payments (client_id, invoice_id, amount, currency, method, status, paid_at, created_at)
    VALUES (4, 103, 100, 'EUR', 'cash', 'succeeded', '2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z')`,
  ],
  ['payment-currency', 'invoice INV-2026-0001', `UPDATE payments SET currency = 'USD' WHERE invoice_id = 101`],
  ['foreign-subscription', 'invoice INV-2026-0012', 'UPDATE invoices SET subscription_id = 35 WHERE id = 112'],
  [
    'missing-seller',
    'invoice INV-2026-0013',
    `INSERT INTO settings VALUES ('seller', '1'); UPDATE invoices SET seller_id = NULL WHERE number = 'INV-2026-0013'`,
  ],
  ['number-gap', 'INV-2026-0012', `UPDATE invoices SET number = 'X-1' WHERE id = 112`],
  ['number-gap', 'INV-2026-0014', `UPDATE number_sequences SET last = 14 WHERE kind = 'INV'`],
  ['number-ahead', 'INV-2026-0013', `UPDATE number_sequences SET last = 12 WHERE kind = 'INV'`],
  ['number-year', 'INV-2026-0001', `UPDATE invoices SET issue_date = '2025-12-31' WHERE id = 101`],
  ['date-order', 'INV-2026-0012', `UPDATE invoices SET issue_date = '2026-11-14' WHERE id = 112`],
  ['list-order', 'invoices of client 4', 'UPDATE invoices SET seq = 99 WHERE id = 101'],
  ['foreign-creator', 'ticket TKT-2026-0002', 'UPDATE tickets SET created_by = 9 WHERE id = 202'],
  ['subscription-tax', 'subscription 36', 'UPDATE subscriptions SET tax_rate = NULL WHERE id = 36'],
  ['billed-again', 'subscription 36', `UPDATE subscriptions SET invoiced_until = '2026-11-22T00:00:00Z' WHERE id = 36`],
  ['billed-foreign', 'subscription 36', `UPDATE invoices SET subscription_id = 31 WHERE number = 'INV-2026-0013'`],
  [
    'invoiced-twice',
    'subscription 36',
    `INSERT INTO invoice_lines (client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category,
    amount, period_start, period_end, subscription_id) SELECT client_id, 112, 9, description, quantity, unit_price, discount, tax_rate, tax_category, amount, period_start,
    period_end, subscription_id FROM invoice_lines WHERE subscription_id = 36`,
  ],
]

/** PostgreSQL has no such rows. */
const ORPHANS: typeof PLANTED = [
  ['orphan', 'payments row 701', 'UPDATE payments SET invoice_id = 9999 WHERE id = 701'],
  ['orphan', 'tickets row 202', 'UPDATE tickets SET created_by = 9999 WHERE id = 202'],
]

describe('clustrix check', () => {
  test('finds nothing in the demo data, nor after commands', async () => {
    const { run, check } = await checking(openDemo())
    expect(await check()).toEqual({ total: 0, repaired: 0, findings: [], exitCode: 0 })
    await run(['invoice', 'issue', '-'], { input: JSON.stringify(invoiceFile()) })
    await run(['payment', 'record', 'INV-2026-0007', '--amount', '1.00', '--method', 'cash'])
    await run(['invoice', 'void', 'INV-2026-0014', '--yes'])
    expect(await check()).toMatchObject({ findings: [], exitCode: 0 })
    expect((await run(['check'])).out).toBe('Nothing is wrong.\n')
  })

  test.each([...REPAIRABLE, ...PLANTED, ...(engineName() === 'SQLite' ? ORPHANS : [])])(
    'finds %s at %s',
    async (kind, at, sql) => {
      const { plant, check } = await checking()
      await plant(sql)
      const { exitCode, findings } = await check()
      expect(exitCode).toBe(1)
      expect(findings).toContainEqual({ check: kind, at, message: expect.any(String), mend: expect.any(String) })
    },
  )

  test.each(REPAIRABLE)('--repair mends %s at %s, with an entry in the audit log', async (kind, at, sql) => {
    const { run, plant, check } = await checking()
    await plant(sql)
    expect(await check('--repair')).toMatchObject({ exitCode: 0, findings: [] })
    const entries = (await run(['audit', 'list', '--json'])).json.data as object[]
    expect(entries).toContainEqual(
      expect.objectContaining({ command: 'check', subject: at, details: { check: kind, message: expect.any(String) } }),
    )
  })

  test('--repair leaves an email address that another user has', async () => {
    const { plant, check } = await checking()
    await plant(`UPDATE users SET email = 'AP@acme.example' WHERE id = 7`)
    const { exitCode, findings, repaired } = await check('--repair')
    expect({ exitCode, repaired }).toEqual({ exitCode: 1, repaired: 0 })
    expect(findings).toMatchObject([{ check: 'email', at: 'user 7', mend: expect.stringContaining('user 8') }])
  })

  test('--repair mends the email address of one user if two have the same', async () => {
    const { plant, check } = await checking()
    await plant(`UPDATE users SET email = 'New@acme.example' WHERE id IN (7, 8)`)
    const { exitCode, findings } = await check('--repair')
    expect(exitCode).toBe(1)
    expect(findings).toMatchObject([{ at: 'user 8', mend: expect.stringContaining('user 7') }])
  })

  test('--repair leaves what an issued invoice shows', async () => {
    const { plant, check } = await checking()
    await plant('UPDATE invoices SET total = total + 1 WHERE id = 112')
    const { exitCode, findings } = await check('--repair')
    expect({ exitCode, checks: findings.map(finding => finding.check) }).toEqual({
      exitCode: 1,
      checks: ['wrong-total'],
    })
  })

  test('an imported invoice has its own number and date', async () => {
    const { plant, check } = await checking()
    await plant(`UPDATE invoices SET imported = 1, issue_date = '2025-12-31', number = '4711' WHERE id = 101;
      UPDATE invoices SET imported = 1, issue_date = '2026-01-01' WHERE id = 112`)
    expect((await check()).findings.map(finding => finding.at)).toEqual(['INV-2026-0001'])
    await plant(`UPDATE invoices SET imported = 1, number = 'INV-2026-20000' WHERE id = 101;
      UPDATE invoices SET number = 'INV-2026-20001' WHERE number = 'INV-2026-0013';
      UPDATE number_sequences SET last = 20001 WHERE kind = 'INV'`)
    expect((await check()).findings.map(finding => finding.at)).toEqual(['INV-2026-0001'])
  })

  test('lists 1,000 findings and counts the others', async () => {
    const { plant, check } = await checking()
    await plant(`INSERT INTO invoice_lines (client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount)
      WITH RECURSIVE n (x) AS (SELECT 10 UNION ALL SELECT x + 1 FROM n WHERE x < 1209)
      SELECT 4, 112, x, 'x', 0, 0, 0, 1900, 'S', 1 FROM n`)
    const { total, findings } = await check()
    expect([total, findings.length]).toEqual([1201, 1000])
  })
})

import { describe, expect, test } from 'vitest'
import { openDemo } from '../../../support/engine.ts'
import { addDraft, ISSUE } from '../../demo/demo.ts'
import { reasonOf, withoutBrackets } from './reason.ts'

/** The next ordinal of Acme Corp's list is not yet taken; the checks of columns come before that of the ordinal. */
const ISSUE_NEXT = ISSUE.replace(':seq', '99')

const long = (length: number) => `'${'x'.repeat(length)}'`

/** What is wrong, the statement, and a part of the condition in SQLite's words. The rows are those of the demo data. */
type Refusal = [what: string, sql: string, message: string]

const INVOICE: Refusal[] = [
  [
    'more paid than owed',
    `UPDATE invoices SET amount_paid = total + 1, settled = 'paid' WHERE id = 106`,
    'amount_paid <= total',
  ],
  ['a total that is not its sum', 'UPDATE invoices SET total = total + 1 WHERE id = 112', 'total = subtotal'],
  ['a negative amount', 'UPDATE invoices SET discount_total = -1, total = 1 WHERE id = 900', 'discount_total >= 0'],
  [
    'void with money paid',
    `UPDATE invoices SET state = 'void', settled = 'void', voided_at = updated_at WHERE id = 106`,
    'amount_paid = 0',
  ],
  [
    'void without its time',
    `UPDATE invoices SET state = 'void', settled = 'void' WHERE id = 112`,
    'voided_at IS NOT NULL',
  ],
  [
    'refunded with money paid',
    `UPDATE invoices SET refunded = 1, settled = 'refunded' WHERE id = 106`,
    'refunded = 0 OR amount_paid = 0',
  ],
  [
    'due before it is issued',
    `UPDATE invoices SET issue_date = '2026-01-02', due_date = '2026-01-01' WHERE id = 900`,
    'issue_date <= due_date',
  ],
  ['issued without a number', ISSUE_NEXT.replace(':number', 'NULL').replace(':id', '900'), 'number IS NULL'],
  ['issued without an address', `UPDATE invoices SET bill_to_city = NULL WHERE id = 112`, 'bill_to_city IS NOT NULL'],
  ['issued without a date', 'UPDATE invoices SET due_date = NULL WHERE id = 112', 'due_date IS NOT NULL'],
  ['a draft with a number', `UPDATE invoices SET number = 'INV-1' WHERE id = 900`, 'number IS NULL'],
  ['a number twice', ISSUE_NEXT.replace(':number', `'INV-2026-0001'`).replace(':id', '900'), 'UNIQUE number'],
  ['a number in small letters', ISSUE_NEXT.replace(':number', `'inv-1'`).replace(':id', '900'), 'A-Z0-9/-'],
  [
    'a number of 17 characters',
    ISSUE_NEXT.replace(':number', `'INV-2026-00000001'`).replace(':id', '900'),
    'length(number)',
  ],
  ['an empty number', ISSUE_NEXT.replace(':number', `''`).replace(':id', '900'), 'length(number)'],
  ['a PO number of 65', `UPDATE invoices SET po_number = ${long(65)} WHERE id = 112`, 'length(po_number) <= 64'],
  ['notes of 2,001', `UPDATE invoices SET notes = ${long(2_001)} WHERE id = 112`, 'length(notes) <= 2000'],
  ['a tax id of 33', `UPDATE invoices SET bill_to_tax_id = ${long(33)} WHERE id = 112`, 'length(bill_to_tax_id) <= 32'],
  ['a country in small letters', `UPDATE invoices SET bill_to_country = 'de' WHERE id = 112`, 'bill_to_country GLOB'],
  ['a currency of two letters', `UPDATE invoices SET currency = 'EU' WHERE id = 112`, 'currency GLOB'],
  ['a time without seconds', `UPDATE invoices SET updated_at = '2026-11-22T12:00Z' WHERE id = 112`, 'updated_at LIKE'],
  ['a due time for a date', `UPDATE invoices SET due_date = '2026-12-22T00:00:00Z' WHERE id = 900`, 'due_date LIKE'],
  ['paid in full but settled in part', `UPDATE invoices SET settled = 'part' WHERE id = 112`, 'settled = CASE'],
  ['issued but in no list', 'UPDATE invoices SET settled = NULL WHERE id = 112', '(settled IS NULL) = (seq IS NULL)'],
  [
    'a draft in a list',
    `UPDATE invoices SET seq = 9, settled = 'paid' WHERE id = 900`,
    `state <> 'draft' OR seq IS NULL`,
  ],
  ['another state', `UPDATE invoices SET state = 'paid' WHERE id = 112`, 'state IN'],
  [
    'two lines in one place',
    `INSERT INTO invoice_lines (client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount)
    SELECT client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount
    FROM invoice_lines WHERE id = 501`,
    'invoice_id, position',
  ],
  ['a rate above 100 %', 'UPDATE invoice_lines SET tax_rate = 10001', 'tax_rate BETWEEN 0 AND 10000'],
  ['half a period', `UPDATE invoice_lines SET period_end = NULL WHERE id = 501`, 'period_end IS NULL'],
  [
    'a period that ends first',
    `UPDATE invoice_lines SET period_end = '2020-01-01' WHERE id = 501`,
    'period_start <= period_end',
  ],
  ['a payment of nothing', 'UPDATE payments SET amount = 0 WHERE id = 701', 'amount > 0'],
  ['succeeded without a time', 'UPDATE payments SET paid_at = NULL WHERE id = 701', 'paid_at IS NOT NULL'],
  ['failed with a time', `UPDATE payments SET status = 'failed' WHERE id = 701`, 'paid_at IS NOT NULL'],
  ['a payment by barter', `UPDATE payments SET method = 'barter' WHERE id = 701`, 'method IN'],
]

const SUBSCRIPTION: Refusal[] = [
  ['paused without its time', `UPDATE subscriptions SET state = 'paused' WHERE id = 31`, 'paused_at IS NOT NULL'],
  ['an invalid pause', `UPDATE subscriptions SET paused_at = updated_at WHERE id = 31`, 'paused_at IS NOT NULL'],
  ['an end of no pause', `UPDATE subscriptions SET resume_at = updated_at WHERE id = 31`, 'resume_at IS NULL'],
  [
    'a trial without an end',
    'UPDATE subscriptions SET trial_ends_at = NULL WHERE id = 33',
    'trial_ends_at IS NOT NULL',
  ],
  [
    'cancelled without an end',
    `UPDATE subscriptions SET state = 'cancelled', cancelled_at = updated_at WHERE id = 31`,
    'ends_at IS NOT NULL',
  ],
  [
    'cancelled without its time',
    `UPDATE subscriptions SET state = 'cancelled', ends_at = updated_at WHERE id = 31`,
    'cancelled_at IS NOT NULL',
  ],
  [
    'a reason for nothing',
    `UPDATE subscriptions SET cancellation_reason = 'none' WHERE id = 31`,
    'cancellation_reason IS NULL',
  ],
  [
    'a reason of 1,001',
    `UPDATE subscriptions SET cancellation_reason = ${long(1_001)} WHERE id = 34`,
    'length(cancellation_reason)',
  ],
  [
    'a period that ends first',
    `UPDATE subscriptions SET period_end = '2020-01-01T00:00:00Z' WHERE id = 31`,
    'period_start <= period_end',
  ],
  ['none of it', 'UPDATE subscriptions SET quantity = 0 WHERE id = 31', 'quantity >= 1'],
  [
    'every zero months',
    'UPDATE subscriptions SET interval_count = 0 WHERE id = 31',
    'interval_count BETWEEN 1 AND 366',
  ],
  [
    'every 367 years',
    'UPDATE subscriptions SET interval_count = 367 WHERE id = 31',
    'interval_count BETWEEN 1 AND 366',
  ],
  [
    'a trial that ends before its period',
    `UPDATE subscriptions SET period_end = '2026-11-27T00:00:00Z' WHERE id = 33`,
    'period_end = trial_ends_at',
  ],
  ['every fortnight', `UPDATE subscriptions SET interval = 'fortnight' WHERE id = 31`, 'interval IN'],
  ['past_due, which is never stored', `UPDATE subscriptions SET state = 'past_due' WHERE id = 35`, 'state IN'],
]

const TICKET: Refusal[] = [
  ['closed without its time', `UPDATE tickets SET state = 'closed' WHERE id = 203`, 'closed_at IS NOT NULL'],
  ['open with a closing time', `UPDATE tickets SET closed_at = updated_at WHERE id = 203`, 'closed_at IS NOT NULL'],
  ['resolved without its time', `UPDATE tickets SET state = 'resolved' WHERE id = 203`, 'resolved_at IS NOT NULL'],
  ['open but resolved', `UPDATE tickets SET state = 'open' WHERE id = 205`, 'resolved_at IS NULL'],
  ['replies without a last one', 'UPDATE tickets SET reply_count = 1 WHERE id = 203', 'last_reply_at IS NOT NULL'],
  ['fewer replies than none', 'UPDATE tickets SET reply_count = -1 WHERE id = 203', 'reply_count >= 0'],
  ['an empty subject', `UPDATE tickets SET subject = '' WHERE id = 203`, 'length(subject)'],
  ['a subject of 256', `UPDATE tickets SET subject = ${long(256)} WHERE id = 203`, 'length(subject)'],
  ['an empty text', `UPDATE tickets SET body = '' WHERE id = 203`, 'length(body)'],
  ['a text of 20,001', `UPDATE tickets SET body = ${long(20_001)} WHERE id = 203`, 'length(body)'],
  ['a priority of its own', `UPDATE tickets SET priority = 'asap' WHERE id = 203`, 'priority IN'],
  ['a category of its own', `UPDATE tickets SET category = 'misc' WHERE id = 203`, 'category IN'],
  [
    'staff that is a portal user',
    'UPDATE ticket_replies SET user_id = 7 WHERE id = 911',
    `author_type = 'client' OR user_id IS NULL`,
  ],
  [
    'a client’s internal note',
    'UPDATE ticket_replies SET internal = 1 WHERE id = 912',
    `author_type <> 'client' OR internal = 0`,
  ],
  ['a reply of 20,001', `UPDATE ticket_replies SET body = ${long(20_001)} WHERE id = 911`, 'length(body)'],
]

const TOKEN = (hash: string) =>
  `INSERT INTO tokens (user_id, name, secret_hash, created_at) VALUES (7, 'x', '${hash}', '2026-11-22T12:00:00Z')`

const ACCOUNT: Refusal[] = [
  ['a secret in place of its hash', TOKEN('A'.repeat(48)), 'secret_hash'],
  ['a hash in capitals', TOKEN('A'.repeat(64)), 'secret_hash'],
  ['a token name of 256', TOKEN('a'.repeat(64)).replace(`'x'`, long(256)), 'length(name) <= 255'],
  ['a token of an unknown user', TOKEN('a'.repeat(64)).replace('7,', '999,'), 'FOREIGN KEY'],
  [
    'an email in capitals to look up',
    `UPDATE users SET email_normalised = 'You@company.com' WHERE id = 7`,
    'lower(email_normalised)',
  ],
  [
    'the same email twice',
    `UPDATE users SET email_normalised = 'ap@acme.example' WHERE id = 7`,
    'UNIQUE email_normalised',
  ],
  ['an email of 255', `UPDATE users SET email = ${long(255)} WHERE id = 7`, 'length(email) <= 254'],
  ['a user of an unknown client', 'UPDATE users SET client_id = 999 WHERE id = 7', 'FOREIGN KEY'],
  ['a client deleted with its rows', 'DELETE FROM clients WHERE id = 4', 'FOREIGN KEY'],
  ['a subscription deleted from its invoices', 'DELETE FROM subscriptions WHERE id = 31', 'FOREIGN KEY'],
  [
    'an error kept for a replay',
    `INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
    VALUES (4, 7, 'POST', '/', 'k', 'f', 404, '', NULL, '2026-11-22T12:00:00Z')`,
    'status = 0 OR status BETWEEN 200 AND 299',
  ],
  [
    'an empty key',
    `INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
    VALUES (4, 7, 'POST', '/', '', 'f', 200, '', NULL, '2026-11-22T12:00:00Z')`,
    'length(key)',
  ],
  ['a number before the first', `UPDATE number_sequences SET last = 0`, 'last >= 1'],
  ['numbers of another kind', `INSERT INTO number_sequences (kind, year, last) VALUES ('ABC', 2026, 1)`, 'kind IN'],
]

describe.each([
  ['invoice', INVOICE],
  ['subscription', SUBSCRIPTION],
  ['ticket', TICKET],
  ['account', ACCOUNT],
])('%s: the schema refuses', (_, refusals) => {
  test.each(refusals)('%s', async (_, sql, message) => {
    const database = openDemo()
    await database.run(`INSERT INTO invoices (id, client_id, state, currency, subtotal, discount_total, tax_total, total, created_at, updated_at)
      VALUES (900, 4, 'draft', 'EUR', 0, 0, 0, 0, '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z')`)
    expect(await reasonOf(database, sql)).toContain(withoutBrackets(message))
  })
})

test('a draft is deleted with its lines and taxes', async () => {
  const database = openDemo()
  const id = await addDraft(database)
  await database.run(
    `INSERT INTO invoice_lines (client_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount)
    VALUES ((SELECT client_id FROM invoices WHERE id = :id), :id, 1, 'Hosting', 10000, 1000000, 0, 1900, 'S', 100)`,
    { id },
  )
  await database.run(
    `INSERT INTO invoice_taxes (client_id, invoice_id, category, rate, name, taxable_amount, amount)
    VALUES (4, :id, 'S', 1900, 'VAT 19%', 100, 19)`,
    { id },
  )
  expect(await database.run('DELETE FROM invoices WHERE id = :id', { id })).toBe(1)
  const left =
    'SELECT (SELECT count(*) FROM invoice_lines WHERE invoice_id = :id) + (SELECT count(*) FROM invoice_taxes WHERE invoice_id = :id) AS left'
  expect(await database.one(left, { id })).toEqual({ left: 0 })
})

test('the id of a revoked token is not used again', async () => {
  const database = openDemo()
  const add = () => database.one<{ id: number }>(`${TOKEN('a'.repeat(64))} RETURNING id`)
  const first = await add()
  await database.run('DELETE FROM tokens')
  expect((await add())?.id).toBe((first?.id ?? 0) + 1)
})

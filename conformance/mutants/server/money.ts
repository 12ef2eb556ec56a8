import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { sql } from './build/sql.ts'
import { byMinorUnits, text, value } from './build/values.ts'

const INVOICE = ['getInvoice'] as const

export const money: readonly ServerMutant[] = [
  value('rounds a subtotal up', INVOICE, 'data.subtotal', byMinorUnits(1)),
  value('makes the total a minor unit too small', INVOICE, 'data.total', byMinorUnits(-1)),
  value('makes the total in the list a minor unit too small', 'listInvoices', 'data.*.total', byMinorUnits(-1)),
  value('adds a minor unit to each tax', INVOICE, 'data.taxes.*.amount', byMinorUnits(1)),
  value('adds a minor unit to the sum of taxes', INVOICE, 'data.tax_total', byMinorUnits(1)),
  value('adds a minor unit to a line', INVOICE, 'data.line_items.*.amount', byMinorUnits(1)),
  value('shows lines before their discount', INVOICE, 'data.line_items.*.amount', (amount, { discount }) =>
    sum(amount, discount),
  ),
  value('subtracts discounts twice', INVOICE, 'data.discount_total', discount => sum(discount, discount)),
  value('makes the taxable amount a minor unit too large', INVOICE, 'data.taxes.*.taxable_amount', byMinorUnits(1)),
  value('makes the amount due a minor unit too small', INVOICE, 'data.amount_due', due =>
    Number(due) > 0 ? byMinorUnits(-1)(due, {}) : due,
  ),
  value('ignores payments in the amount due', ['getInvoice'], 'data.amount_due', (_, { total }) => total),
  value('ignores payments in the amount due in the list', 'listInvoices', 'data.*.amount_due', (_, { total }) => total),
  value('shows an amount due on void invoices', INVOICE, 'data.amount_due', (due, { status, total }) =>
    status === 'void' ? total : due,
  ),
  value('shows an amount due on refunded invoices', 'listInvoices', 'data.*.amount_due', (due, { status, total }) =>
    status === 'refunded' ? total : due,
  ),
  value(
    'shows two decimals in every currency',
    'listInvoices',
    'data.*.total',
    text(amount => Number(amount).toFixed(2)),
  ),
  value(
    'shows no decimals of round amounts',
    INVOICE,
    'data.subtotal',
    text(amount => amount.replace(/\.00$/, '')),
  ),
  value(
    'shows one decimal where one is enough',
    INVOICE,
    'data.total',
    text(amount => amount.replace(/(\.\d)0$/, '$1')),
  ),
  value(
    'shows minor units',
    'listSubscriptions',
    'data.*.amount',
    text(amount => amount.replace('.', '')),
  ),
  value(
    'shows a decimal comma',
    INVOICE,
    'data.amount_paid',
    text(amount => amount.replace('.', ',')),
  ),
  value(
    'groups thousands',
    'listInvoices',
    'data.*.total',
    text(amount => amount.replace(/^(\d+)(\d{3})(?=\.|$)/, '$1,$2')),
  ),
  value(
    'shows unit prices with two decimals',
    INVOICE,
    'data.line_items.*.unit_price',
    text(price => Number(price).toFixed(2)),
  ),
  value(
    'shows quantities with four decimals',
    INVOICE,
    'data.line_items.*.quantity',
    text(count => Number(count).toFixed(4)),
  ),
  value(
    'shows rates without decimals',
    INVOICE,
    'data.taxes.*.rate',
    text(rate => rate.replace(/\.00$/, '')),
  ),
  value(
    'shows rates as fractions',
    INVOICE,
    'data.line_items.*.tax_rate',
    text(rate => (Number(rate) / 100).toFixed(2)),
  ),
  value('shows payments in another currency', INVOICE, 'data.payments.*.currency', () => 'USD'),
  sql('treats a partial payment as full', [
    `WHEN i.settled = 'part' THEN 'partially_paid'`,
    `WHEN i.settled = 'part' THEN 'paid'`,
  ]),
  sql('ignores partial payments in the status', [
    `WHEN i.settled = 'part' THEN 'partially_paid'`,
    `WHEN i.settled = 'part' THEN 'unpaid'`,
  ]),
  sql('shows refunded invoices as unpaid', [
    'ELSE i.settled END',
    `WHEN i.settled = 'refunded' THEN 'unpaid' ELSE i.settled END`,
  ]),
  sql('shows overdue void invoices as overdue', [
    `CASE WHEN i.settled IN ('part', 'unpaid') AND`,
    `CASE WHEN i.settled IN ('part', 'unpaid', 'void') AND`,
  ]),
  sql('sorts lines in reverse', [
    'AND invoice_id = :id ORDER BY position',
    'AND invoice_id = :id ORDER BY position DESC',
  ]),
  sql('sorts taxes in reverse', ['ORDER BY rate DESC, category', 'ORDER BY rate, category']),
  sql('sorts payments in reverse', [
    'FROM payments WHERE client_id = :client_id AND invoice_id = :id ORDER BY created_at, id',
    'FROM payments WHERE client_id = :client_id AND invoice_id = :id ORDER BY created_at DESC, id DESC',
  ]),
  sql('leaves out failed payments', [
    'FROM payments WHERE client_id = :client_id AND invoice_id = :id ORDER',
    `FROM payments WHERE invoice_id = :id AND status <> 'failed' ORDER`,
  ]),
  sql('leaves out the last line', [
    'FROM invoice_lines WHERE client_id = :client_id AND invoice_id = :id',
    'FROM invoice_lines WHERE client_id = :client_id AND invoice_id = :id AND position < (SELECT max(position) FROM invoice_lines WHERE client_id = :client_id AND invoice_id = :id)',
  ]),
  value(
    'shows another invoice’s PDF',
    'getInvoice',
    'data.pdf_url',
    text(url => url.replace(/\d+(?=\/pdf)/, id => String(Number(id) + 1))),
  ),
  value('shows paid_at on a refunded invoice', 'getInvoice', 'data.paid_at', (paid, { status, updated_at }) =>
    status === 'refunded' ? updated_at : paid,
  ),
  value('shows no voided_at', ['getInvoice', 'listInvoices'], 'data.voided_at', () => null),
]

function sum(a: unknown, b: unknown): string {
  const decimals = String(a).split('.')[1]?.length ?? 0
  return (Number(a) + Number(b)).toFixed(decimals)
}

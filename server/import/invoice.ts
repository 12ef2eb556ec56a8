import type { Row } from '../database/insert-row.ts'
import { formatMoney, formatRate, parseMoney, parseQuantity, parseUnitPrice } from '../domain/money.ts'
import type { ImportInvoice } from '../generated/import.gen.ts'
import { type Totals, totalsOf } from '../invoices/totals.ts'
import { type CheckedRow, namesOfGiven, type Part } from './checked.ts'
import type { Problems } from './problems.ts'
import { rateOf } from './subscription.ts'

type LineItem = ImportInvoice['line_items'][number]

/** Checks an invoice with its totals. Its payments are rows of their own. */
export function checkInvoice(invoice: ImportInvoice, place: string, problems: Problems): CheckedRow | undefined {
  const { currency, number, bill_to } = invoice
  const before = problems.count
  const money = (field: string, text: string | null | undefined) =>
    text == null ? null : (problems.attempt(`${place}, ${field}`, () => parseMoney(text, currency)) ?? null)
  const lines = invoice.line_items.map((line, index) => lineOf(line, index, currency, place, problems))
  const isVoid = invoice.status === 'void'
  const expected = {
    status: invoice.status ?? null,
    amount_paid: money('amount_paid', invoice.amount_paid),
    paid_at: invoice.paid_at ?? null,
  }
  if (invoice.issue_date > invoice.due_date) problems.add(`${place}, due_date`, 'is before issue_date')
  if (isVoid !== (invoice.voided_at != null)) {
    problems.add(`${place}, voided_at`, isVoid ? 'is required for a void invoice' : 'is only for a void invoice')
  }
  const positions = new Set(lines.map(({ columns }) => columns.position))
  if (positions.size < lines.length) problems.add(`${place}, line_items`, 'two lines have the same position')
  // Without valid numbers there is nothing to add up.
  if (problems.count > before) return undefined
  const totals = problems.attempt(`${place}, line_items`, () =>
    totalsOf(
      lines.map(({ columns }) => columns as never),
      currency,
    ),
  )
  if (!totals) return undefined
  for (const [index, line] of lines.entries()) line.columns.amount = totals.amounts[index] ?? 0
  compareTotals(invoice, totals, place, problems)
  const created_at = invoice.created_at ?? `${invoice.issue_date}T00:00:00Z`
  const columns = {
    number,
    state: isVoid ? 'void' : 'open',
    currency,
    issue_date: invoice.issue_date,
    due_date: invoice.due_date,
    subtotal: totals.subtotal,
    discount_total: totals.discount_total,
    tax_total: totals.tax_total,
    total: totals.total,
    voided_at: invoice.voided_at ?? null,
    // Payments say when it was paid. One with a total of zero has none.
    paid_at: totals.total === 0 ? (invoice.paid_at ?? null) : null,
    po_number: invoice.po_number ?? null,
    notes: invoice.notes ?? null,
    bill_to_name: bill_to?.name ?? null,
    bill_to_email: bill_to?.email ?? null,
    bill_to_tax_id: bill_to?.tax_id ?? null,
    bill_to_line1: bill_to?.address.line1 ?? null,
    bill_to_line2: bill_to?.address.line2 ?? null,
    bill_to_city: bill_to?.address.city ?? null,
    bill_to_region: bill_to?.address.region ?? null,
    bill_to_postal_code: bill_to?.address.postal_code ?? null,
    bill_to_country: bill_to?.address.country ?? null,
    imported: 1,
    created_at,
    updated_at: invoice.updated_at ?? created_at,
  }
  return {
    kind: 'invoices',
    place: `${place} (${number})`,
    id: invoice.id ?? null,
    ref: null,
    name: number,
    parent: null,
    date: `${invoice.issue_date} ${number}`,
    content: {
      columns,
      // The state, the payments and their times change.
      given: namesOfGiven(columns, ['state', 'paid_at', 'voided_at', 'imported', 'created_at', 'updated_at']),
      client: { id: invoice.client_id ?? null, ref: invoice.client_ref ?? null },
      subscription: { id: invoice.subscription_id ?? null, ref: invoice.subscription_ref ?? null },
      user: null,
      parts: lines,
      taxes: taxesOf(invoice, totals),
      expected,
    },
  }
}

function lineOf(line: LineItem, index: number, currency: string, place: string, problems: Problems): Part {
  const at = (field: string) => `${place}, line_items ${index + 1}, ${field}`
  const parse = (field: string, convert: () => number) => problems.attempt(at(field), convert) ?? 0
  const { period_start = null, period_end = null } = line
  if ((period_start === null) !== (period_end === null)) problems.add(at('period_end'), 'a period needs start and end')
  if (period_start !== null && period_end !== null && period_start > period_end) {
    problems.add(at('period_end'), 'is before period_start')
  }
  return {
    id: line.id ?? null,
    reference: { id: line.subscription_id ?? null, ref: line.subscription_ref ?? null },
    columns: {
      position: line.position ?? index + 1,
      description: line.description,
      quantity: parse('quantity', () => parseQuantity(line.quantity)),
      unit_price: parse('unit_price', () => parseUnitPrice(line.unit_price, currency)),
      discount: line.discount == null ? 0 : parse('discount', () => parseMoney(line.discount ?? '', currency)),
      tax_rate: parse('tax_rate', () => rateOf(line.tax_rate)),
      tax_category: line.tax_category,
      amount: 0,
      period_start,
      period_end,
    },
  }
}

/** Adds a problem for every given amount that differs from the calculated one. */
function compareTotals(invoice: ImportInvoice, totals: Totals, place: string, problems: Problems): void {
  const { currency } = invoice
  const compare = (field: string, given: string | null | undefined, minor: number) => {
    const expected = formatMoney(minor, currency)
    if (given != null && given !== expected)
      problems.add(`${place}, ${field}`, `is ${given}, but calculated ${expected}`)
  }
  for (const field of ['subtotal', 'discount_total', 'tax_total', 'total'] as const) {
    compare(field, invoice[field], totals[field])
  }
  for (const [index, line] of invoice.line_items.entries()) {
    compare(`line_items ${index + 1}, amount`, line.amount, totals.amounts[index] ?? 0)
  }
  for (const given of invoice.taxes ?? []) {
    const tax = totals.taxes.find(
      ({ category, rate }) => category === given.category && formatRate(rate) === given.rate,
    )
    const at = `taxes ${given.category} ${given.rate}`
    if (!tax) {
      problems.add(`${place}, ${at}`, 'no line has this category and rate')
      continue
    }
    compare(`${at}, taxable_amount`, given.taxable_amount, tax.taxable_amount)
    compare(`${at}, amount`, given.amount, tax.amount)
  }
}

/** The calculated taxes, with the names of the file. */
function taxesOf(invoice: ImportInvoice, { taxes }: Totals): Row[] {
  return taxes.map(tax => {
    const rate = formatRate(tax.rate)
    const given = invoice.taxes?.find(each => each.category === tax.category && each.rate === rate)
    return {
      ...tax,
      name: given?.name ?? `VAT ${rate.replace(/\.?0+$/, '')}%`,
      exemption_reason: given?.exemption_reason ?? null,
    }
  })
}

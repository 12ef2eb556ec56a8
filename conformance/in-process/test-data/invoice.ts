import type { Queries } from '../../../server/database/database.ts'
import { insertInto, type Row } from '../../../server/database/insert-row.ts'
import { parseMoney, parseQuantity, parseRate, parseUnitPrice } from '../../../server/domain/money.ts'
import { addInvoice } from '../../../server/invoices/add.ts'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import { totalsOf } from '../../../server/invoices/totals.ts'
import { ACME, BJORN, daysAfter } from './clients.ts'

/** Amounts in the format of the contract. */
interface Line {
  price: string
  quantity?: string
  discount?: string
  rate?: string
  category?: string
  /** Tax exemption reason. */
  reason?: string
  period?: readonly [string, string]
  subscription?: number
}

interface Payment {
  method: 'card' | 'bank_transfer' | 'direct_debit' | 'paypal' | 'cash' | 'credit' | 'other'
  status: 'pending' | 'succeeded' | 'failed' | 'refunded'
  amount: string
  reference?: string
}

export interface Invoice {
  client?: number
  state?: 'draft' | 'open' | 'void'
  /** Overrides the number of the usual series. */
  number?: string
  currency?: string
  issued: string
  /** Thirty days after the issue date by default. */
  due?: string
  subscription?: number
  po?: string
  notes?: string
  /** In addition to name, first line, city and country. */
  billTo?: Row
  lines: readonly Line[]
  payments?: readonly Payment[]
}

const NAMES: Readonly<Record<number, Row>> = {
  [ACME]: {
    bill_to_name: 'Acme Corp',
    bill_to_line1: 'Invalidenstraße 117',
    bill_to_city: 'Berlin',
    bill_to_country: 'DE',
  },
  [BJORN]: {
    bill_to_name: 'Bjørn & Søn ApS',
    bill_to_line1: 'Nørregade 7',
    bill_to_city: 'København',
    bill_to_country: 'DK',
  },
}

/** Stores an invoice with everything derived from its lines and payments. @param number null for a draft */
export async function seedInvoice(
  queries: Queries,
  id: number,
  number: string | null,
  invoice: Invoice,
): Promise<void> {
  const { currency = 'EUR', client = ACME, state = 'open', issued, payments = [] } = invoice
  const lines = invoice.lines.map(line => priced(line, currency))
  const { amounts, taxes, ...totals } = totalsOf(lines, currency)
  const created_at = `${issued}T06:00:00Z`
  const paidAt = payments.map((_, index) => `${issued}T07:${String(index).padStart(2, '0')}:00Z`)
  const updated_at = state === 'void' ? `${issued}T08:00:00Z` : (paidAt.at(-1) ?? created_at)
  await addInvoice(queries, {
    id,
    client_id: client,
    number,
    state,
    currency,
    issue_date: issued,
    due_date: invoice.due ?? daysAfter(issued, 30),
    ...totals,
    subscription_id: invoice.subscription ?? null,
    voided_at: state === 'void' ? updated_at : null,
    po_number: invoice.po ?? null,
    notes: invoice.notes ?? null,
    ...NAMES[client],
    ...invoice.billTo,
    created_at,
    updated_at,
  })
  for (const [index, line] of invoice.lines.entries()) {
    await insertInto(queries, 'invoice_lines', {
      ...lines[index],
      client_id: client,
      invoice_id: id,
      position: index + 1,
      description: `Service ${index + 1}`,
      amount: amounts[index] ?? 0,
      period_start: line.period?.[0] ?? null,
      period_end: line.period?.[1] ?? null,
      subscription_id: line.subscription ?? null,
    })
  }
  for (const tax of taxes) {
    const exemption_reason = invoice.lines.find(({ category }) => category === tax.category)?.reason ?? null
    await insertInto(queries, 'invoice_taxes', {
      ...tax,
      client_id: client,
      invoice_id: id,
      name: `Tax ${tax.category}`,
      exemption_reason,
    })
  }
  for (const [index, { amount, method, status, reference }] of payments.entries()) {
    const at = paidAt[index] ?? created_at
    const paid_at = status === 'succeeded' || status === 'refunded' ? at : null
    const row = {
      client_id: client,
      invoice_id: id,
      currency,
      method,
      status,
      reference: reference ?? null,
      paid_at,
      created_at: at,
    }
    await insertInto(queries, 'payments', { ...row, amount: parseMoney(amount, currency) })
  }
  await settleInvoice(queries, id, updated_at)
}

const priced = ({ price, quantity = '1', discount, rate = '19.00', category = 'S' }: Line, currency: string) => ({
  quantity: parseQuantity(quantity),
  unit_price: parseUnitPrice(price, currency),
  discount: discount === undefined ? 0 : parseMoney(discount, currency),
  tax_rate: parseRate(rate),
  tax_category: category,
})

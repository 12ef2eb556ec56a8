import type { Queries } from '../../../server/database/database.ts'
import { reserveNumbers } from '../../../server/database/numbers.ts'
import { ACME, BJORN, daysAfter, numbered, ownerOf } from './clients.ts'
import { type Invoice, seedInvoice } from './invoice.ts'
import { LEAST_ID, OVERDUE, UNPAID } from './subscriptions.ts'
import { textOf } from './text.ts'

const ONE = [{ price: '100.00' }]
const PAID = { method: 'card', status: 'succeeded', reference: 'ch_2B' } as const

/** Invoices of 2026 after those of the demo data, newest last; ids from 113. Drafts have no number and are visible to no one. */
const INVOICES: readonly Invoice[] = [
  { client: BJORN, issued: '2026-11-20', currency: 'DKK', lines: ONE, payments: [{ ...PAID, amount: '40.00' }] },
  { client: BJORN, issued: '2026-11-20', currency: 'DKK', lines: ONE, state: 'void' },
  { client: BJORN, issued: '2026-11-20', currency: 'DKK', lines: ONE, state: 'draft' },
  { issued: '2026-11-20', lines: ONE, state: 'void' },
  { issued: '2026-11-20', lines: ONE, state: 'draft', subscription: OVERDUE },
  // Overdue from the next day.
  { issued: '2026-11-20', due: '2026-11-20', lines: ONE, subscription: OVERDUE },
  {
    issued: '2026-11-20',
    lines: ONE,
    subscription: UNPAID,
    payments: [{ method: 'direct_debit', status: 'failed', amount: '119.00' }],
  },
  // Refunded completely in two parts.
  {
    issued: '2026-11-20',
    lines: ONE,
    payments: [
      { method: 'paypal', status: 'refunded', amount: '100.00', reference: 'PP-1' },
      { method: 'card', status: 'failed', amount: '19.00' },
      { method: 'card', status: 'refunded', amount: '19.00' },
    ],
  },
  // Total of zero, so paid on issue.
  { issued: '2026-11-21', lines: [{ price: '12.50', discount: '12.50' }] },
  {
    issued: '2026-11-21',
    currency: 'JPY',
    lines: [{ price: '980', quantity: '3', rate: '10.00' }],
    payments: [{ ...PAID, amount: '3234' }],
  },
  // Three decimals; pending payments do not count.
  {
    issued: '2026-11-21',
    currency: 'KWD',
    lines: [{ price: '1.2345', quantity: '10.5', rate: '5.00' }],
    payments: [
      { ...PAID, amount: '0.001' },
      { method: 'bank_transfer', status: 'pending', amount: '13.609' },
    ],
  },
  // Becomes overdue twelve hours after noon.
  {
    issued: '2026-11-22',
    due: '2026-11-22',
    lines: ONE,
    payments: [{ method: 'other', status: 'pending', amount: '119.00' }],
  },
  // Tax is 0.05 on both lines together, but would be 0.06 rounded line by line.
  {
    issued: '2026-11-22',
    lines: [
      { price: '0.10', rate: '25.00' },
      { price: '0.10', rate: '25.00' },
    ],
  },
  // Amounts that floating point rounds incorrectly.
  {
    issued: '2026-11-22',
    lines: [
      { price: '0.215', quantity: '11', rate: '19.00' },
      { price: '0.000001', quantity: '5000.0001', rate: '19.00' },
      { price: '1.005', rate: '7.00' },
      { price: '33.33', discount: '0.01', rate: '7.00' },
    ],
  },
  {
    issued: '2026-11-22',
    number: 'EXPORT/2026/0001',
    subscription: 138,
    po: textOf(64),
    notes: textOf(2000),
    billTo: {
      bill_to_tax_id: textOf(32),
      bill_to_line2: 'Hinterhaus, 3. Etage',
      bill_to_region: 'Berlin',
    },
    lines: [
      {
        price: '1200.00',
        rate: '19.00',
        category: 'S',
        period: ['2026-11-01', '2026-11-30'],
        subscription: 138,
      },
      { price: '10.00', rate: '7.00', category: 'S', subscription: LEAST_ID },
      { price: '20.00', rate: '100.00', category: 'S' },
      { price: '30.00', rate: '0.00', category: 'Z' },
      { price: '40.00', rate: '0.00', category: 'E', reason: 'Education, Article 132' },
      { price: '50.00', rate: '0.00', category: 'AE', reason: 'Reverse charge, Article 196' },
      { price: '60.00', rate: '0.00', category: 'K', reason: 'Supply within the EU, Article 138' },
      { price: '70.00', rate: '0.00', category: 'G', reason: 'Export, Article 146' },
      { price: '8.123456', quantity: '0.1234', rate: '0.00', category: 'O' },
    ],
    payments: [
      { method: 'card', status: 'failed', amount: '1000.00' },
      { method: 'card', status: 'succeeded', amount: '100.00', reference: 'ch_2C' },
      { method: 'bank_transfer', status: 'pending', amount: '500.00', reference: 'DE-2026-1122' },
      { method: 'direct_debit', status: 'succeeded', amount: '50.00' },
      { method: 'paypal', status: 'refunded', amount: '70.00' },
      { method: 'cash', status: 'succeeded', amount: '5.00' },
      { method: 'credit', status: 'succeeded', amount: '0.01' },
      { method: 'other', status: 'succeeded', amount: '1.00' },
    ],
  },
]

const OLDER = 99

export async function seedOlderInvoices(queries: Queries): Promise<void> {
  for (let index = 0; index < OLDER; index++) await seedOlder(queries, index)
  await reserveNumbers(queries, { kind: 'INV', year: 2025, last: OLDER })
}

export async function seedInvoices(queries: Queries): Promise<void> {
  let place = 12
  for (const [index, invoice] of INVOICES.entries()) {
    const number = invoice.state === 'draft' ? null : (invoice.number ?? numbered('INV-2026', ++place))
    await seedInvoice(queries, 113 + index, number, invoice)
  }
  await reserveNumbers(queries, { kind: 'INV', year: 2026, last: place })
}

/** Paid invoices of 2025. No list starts at id 1, so that a list up to id 1 is empty. */
function seedOlder(queries: Queries, index: number): Promise<void> {
  const client = ownerOf(index)
  const payments = [
    { method: 'bank_transfer', status: 'succeeded', amount: client === ACME ? '59.50' : '62.50' } as const,
  ]
  const lines = [{ price: '50.00', rate: client === ACME ? '19.00' : '25.00' }]
  const invoice = { client, issued: daysAfter('2025-01-07', index * 3), lines, payments }
  return seedInvoice(queries, index + 2, numbered('INV-2025', index + 1), invoice)
}

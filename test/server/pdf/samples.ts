import demoWorld from '../../../server/demo/demo-data.json' with { type: 'json' }
import type { InvoiceDetail } from '../../../server/generated/schemas.gen.ts'
import { type PrintedInvoice, toPrintedInvoice } from '../../../server/pdf/printed-invoice.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'

/** The invoices of the demo data, in the form of API responses. */
export const demoInvoices = demoWorld.invoices as unknown as readonly InvoiceDetail[]

export const demoInvoice = (number = 'INV-2026-0006'): InvoiceDetail =>
  structuredClone(demoInvoices.find(invoice => invoice.number === number)!)

export const sample = (number?: string): PrintedInvoice => toPrintedInvoice(demoInvoice(number), sampleSeller().seller)

/** An invoice with that many line items; its totals are not adjusted. */
export function longInvoice(lines: number): PrintedInvoice {
  const invoice = sample('INV-2026-0012')
  const line_items = Array.from({ length: lines }, (_, index) => {
    const line = invoice.line_items[index % invoice.line_items.length]!
    return { ...line, id: index + 1, position: index + 1, description: `${line.description}, part ${index + 1}` }
  })
  return { ...invoice, line_items }
}

/** An invoice with texts and amounts of the maximum length and above. */
export function hugeInvoice(): PrintedInvoice {
  const invoice = sample('INV-2026-0012')
  const most = '90071992547409.91'
  return {
    ...invoice,
    po_number: '9'.repeat(64),
    notes: `${'Please pay soon. '.repeat(30)}\n\n${'x'.repeat(500)}\n${'東京都千代田区丸の内、'.repeat(80)}`.slice(
      0,
      2000,
    ),
    bill_to: {
      name: `${'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)} mbH`,
      email: `${'accounts-payable'.repeat(10)}@example.com`,
      tax_id: 'X'.repeat(32),
      address: {
        line1: 'Haus 7\nAufgang C\n3. Stock\nZimmer 314',
        line2: 'c/o Rechnungswesen\nPostfach 1\nFach 2\nHinterhof',
        city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
        region: 'Wales',
        postal_code: 'LL61 5UJ',
        country: 'GB',
      },
    },
    line_items: invoice.line_items.map(line => ({
      ...line,
      description: `${'w'.repeat(400)} ${'and some words '.repeat(400)}`,
      quantity: '900719925474.0991',
      unit_price: '9007199254.740991',
      discount: most,
      amount: most,
    })),
    taxes: invoice.taxes.map(tax => ({ ...tax, exemption_reason: 'Because '.repeat(100), taxable_amount: most })),
    subtotal: most,
    discount_total: most,
    tax_total: most,
    total: most,
    amount_due: most,
    payments: demoInvoice().payments.map(payment => ({ ...payment, reference: 'R'.repeat(200), amount: most })),
  }
}

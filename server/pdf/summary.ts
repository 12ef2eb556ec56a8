import { formatDate, METHODS } from './format.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { type Column, drawTable } from './table.ts'
import { AREA, COLOR, leading, STYLE, WIDTH } from './theme.ts'

const TOTALS_WIDTH = 230
const ROW = leading(STYLE.body) + 5

/** The totals of the invoice; the last one is the amount due. */
export function drawTotals(sheet: Sheet, invoice: PrintedInvoice): void {
  const { currency } = invoice
  const rows = [
    { label: 'Subtotal', amount: invoice.subtotal },
    ...(Number(invoice.discount_total) === 0 ? [] : [{ label: 'Discount', amount: `−${invoice.discount_total}` }]),
    { label: 'Tax', amount: invoice.tax_total },
    { label: 'Total', amount: `${currency} ${invoice.total}`, strong: true },
    { label: 'Paid', amount: invoice.amount_paid },
  ]
  sheet.ensureSpace((rows.length + 1) * ROW + 16)
  const left = AREA.right - TOTALS_WIDTH

  function drawRow(label: string, amount: string, style: typeof STYLE.body | typeof STYLE.strong): void {
    const name = sheet.typesetter.fit(label, style, 90)
    const value = sheet.typesetter.fit(amount, style, TOTALS_WIDTH - 110)
    sheet.addElement('P', () => {
      sheet.drawLine(name, left + 5, sheet.y + 2.5)
      sheet.drawLine(value, AREA.right - 5 - value.line.width, sheet.y + 2.5)
    })
    sheet.y += ROW
  }

  sheet.addGroup('Sect', () => {
    for (const { label, amount, strong } of rows) {
      if (strong) sheet.addArtifact(() => sheet.drawRule(sheet.y, COLOR.muted, { left }))
      drawRow(label, amount, strong ? STYLE.strong : STYLE.body)
    }
    sheet.y += 3
    sheet.addArtifact(() => sheet.drawBand(sheet.y, ROW + 5, COLOR.brand, { left }))
    sheet.y += 2.5
    drawRow('Amount due', `${currency} ${invoice.amount_due}`, { ...STYLE.strong, size: 10, color: COLOR.paper })
  })
  sheet.y += 22
}

const TAX_COLUMNS: readonly Column[] = [
  { header: 'Tax', width: WIDTH - 10 - 60 - 100 - 90 },
  { header: 'Rate', width: 60, align: 'right' },
  { header: 'Taxable amount', width: 100, align: 'right' },
  { header: 'Tax amount', width: 90, align: 'right' },
]

/** Taxes by category and rate, with the reason for each exemption. */
export function drawTaxes(sheet: Sheet, { taxes, currency }: PrintedInvoice): void {
  if (taxes.length === 0) return
  const columns = TAX_COLUMNS.map(column =>
    column.header === 'Tax amount' ? { ...column, header: `Tax ${currency}` } : column,
  )
  const rows = taxes.map(tax => [
    [
      { text: tax.category === 'S' ? tax.name : `${tax.name} (${tax.category})` },
      ...(tax.exemption_reason === null ? [] : [{ text: tax.exemption_reason, style: STYLE.small }]),
    ],
    [{ text: `${tax.rate}%` }],
    [{ text: tax.taxable_amount }],
    [{ text: tax.amount }],
  ])
  drawTable(sheet, columns, rows)
  sheet.y += 20
}

const PAYMENT_COLUMNS: readonly Column[] = [
  { header: 'Payment', width: 90 },
  { header: 'Method', width: 100 },
  { header: 'Reference', width: WIDTH - 10 - 90 - 100 - 80 - 100 },
  { header: 'Status', width: 80 },
  { header: 'Amount', width: 100, align: 'right' },
]

/** Payments and refunds. */
export function drawPayments(sheet: Sheet, { payments }: PrintedInvoice): void {
  if (payments.length === 0) return
  const rows = payments.map(payment => [
    [{ text: formatDate(payment.paid_at ?? payment.created_at) }],
    [{ text: METHODS[payment.method] }],
    [{ text: payment.reference ?? '' }],
    [{ text: payment.status === 'refunded' ? 'Refunded' : 'Received' }],
    [{ text: `${payment.currency} ${payment.amount}` }],
  ])
  drawTable(sheet, PAYMENT_COLUMNS, rows)
  sheet.y += 20
}

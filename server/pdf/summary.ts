import { formatDate, formatDecimal } from './format.ts'
import type { Labels } from './labels.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { type Column, drawTable } from './table.ts'
import type { Style } from './text.ts'
import { AREA, COLOR, leading, STYLE, WIDTH } from './theme.ts'

const TOTALS_WIDTH = 230
const ROW_HEIGHT = leading(STYLE.body) + 5

interface Row {
  label: string
  amount: string
  strong?: boolean
}

/** The totals of the invoice; the last one is the amount due. */
export function drawTotals(sheet: Sheet, invoice: PrintedInvoice): void {
  const { currency } = invoice
  const { labels, language } = sheet
  const decimal = (text: string) => formatDecimal(text, language)
  const discount: Row = { label: labels.discount, amount: `−${decimal(invoice.discount_total)}` }
  const rows: Row[] = [
    { label: labels.subtotal, amount: decimal(invoice.subtotal) },
    ...(Number(invoice.discount_total) === 0 ? [] : [discount]),
    { label: labels.tax, amount: decimal(invoice.tax_total) },
    { label: labels.total, amount: `${currency} ${decimal(invoice.total)}`, strong: true },
    { label: labels.paid, amount: decimal(invoice.amount_paid) },
  ]
  sheet.ensureSpace((rows.length + 1) * ROW_HEIGHT + 16)
  const left = AREA.right - TOTALS_WIDTH

  function drawRow(label: string, amount: string, style: Style): void {
    const name = sheet.typesetter.fit(label, style, 90)
    const value = sheet.typesetter.fit(amount, style, TOTALS_WIDTH - 110)
    sheet.addElement('P', () => {
      sheet.drawLine(name, left + 5, sheet.y + 2.5)
      sheet.drawLine(value, AREA.right - 5 - value.line.width, sheet.y + 2.5)
    })
    sheet.y += ROW_HEIGHT
  }

  sheet.addGroup('Sect', () => {
    for (const { label, amount, strong } of rows) {
      if (strong) sheet.addArtifact(() => sheet.drawRule(sheet.y, COLOR.muted, { left }))
      drawRow(label, amount, strong ? STYLE.strong : STYLE.body)
    }
    sheet.y += 3
    sheet.addArtifact(() => sheet.drawBand(sheet.y, ROW_HEIGHT + 5, sheet.brand.fill, { left }))
    sheet.y += 2.5
    const style = { ...STYLE.strong, size: 10, color: sheet.brand.onFill }
    drawRow(labels.amount_due, `${currency} ${decimal(invoice.amount_due)}`, style)
  })
  sheet.y += 22
}

const taxColumns = (labels: Labels, currency: string): Column[] => [
  { header: labels.tax, width: WIDTH - 10 - 60 - 100 - 90 },
  { header: labels.rate, width: 60, align: 'right' },
  { header: labels.taxable_amount, width: 100, align: 'right' },
  { header: `${labels.tax} ${currency}`, width: 90, align: 'right' },
]

/** Taxes by category and rate, with the reason for each exemption. */
export function drawTaxes(sheet: Sheet, { taxes, currency }: PrintedInvoice): void {
  if (taxes.length === 0) return
  const rows = taxes.map(tax => [
    [
      { text: tax.category === 'S' ? tax.name : `${tax.name} (${tax.category})` },
      ...(tax.exemption_reason === null ? [] : [{ text: tax.exemption_reason, style: STYLE.small }]),
    ],
    [{ text: `${formatDecimal(tax.rate, sheet.language)}%` }],
    [{ text: formatDecimal(tax.taxable_amount, sheet.language) }],
    [{ text: formatDecimal(tax.amount, sheet.language) }],
  ])
  drawTable(sheet, taxColumns(sheet.labels, currency), rows)
  sheet.y += 20
}

const paymentColumns = (labels: Labels): Column[] => [
  { header: labels.payment, width: 90 },
  { header: labels.method, width: 100 },
  { header: labels.reference, width: WIDTH - 10 - 90 - 100 - 80 - 100 },
  { header: labels.status, width: 80 },
  { header: labels.amount, width: 100, align: 'right' },
]

/** Payments and refunds. */
export function drawPayments(sheet: Sheet, { payments }: PrintedInvoice): void {
  if (payments.length === 0) return
  const { labels, language } = sheet
  const rows = payments.map(payment => [
    [{ text: formatDate(payment.paid_at ?? payment.created_at, language) }],
    [{ text: labels.methods[payment.method] }],
    [{ text: payment.reference ?? '' }],
    [{ text: payment.status === 'refunded' ? labels.refunded : labels.received }],
    [{ text: `${payment.currency} ${formatDecimal(payment.amount, language)}` }],
  ])
  drawTable(sheet, paymentColumns(labels), rows)
  sheet.y += 20
}

import type { Language } from '../domain/seller.ts'
import { formatDecimal, formatPeriod } from './format.ts'
import type { Labels } from './labels.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { type Cell, type Column, drawTable } from './table.ts'
import { STYLE, WIDTH } from './theme.ts'

const WIDTHS = { position: 24, quantity: 52, unit_price: 62, discount: 58, tax: 58, amount: 72 }
const DESCRIPTION = WIDTH - 10 - Object.values(WIDTHS).reduce((sum, width) => sum + width, 0)

const columnsOf = (labels: Labels, currency: string): Column[] => [
  { header: '#', width: WIDTHS.position },
  { header: labels.description, width: DESCRIPTION },
  { header: labels.quantity, width: WIDTHS.quantity, align: 'right' },
  { header: labels.unit_price, width: WIDTHS.unit_price, align: 'right' },
  { header: labels.discount, width: WIDTHS.discount, align: 'right' },
  { header: labels.tax, width: WIDTHS.tax, align: 'right' },
  { header: `${labels.amount} ${currency}`, width: WIDTHS.amount, align: 'right' },
]

/** Amounts are after discount and before tax. */
export function drawLineItems(sheet: Sheet, { line_items, currency }: PrintedInvoice): void {
  const rows = line_items.map(line => cellsOf(line, sheet.language))
  drawTable(sheet, columnsOf(sheet.labels, currency), rows)
  sheet.y += 14
}

function cellsOf(line: PrintedInvoice['line_items'][number], language: Language): Cell[] {
  const decimal = (text: string) => formatDecimal(text, language)
  const period = formatPeriod(line.period_start, line.period_end, language)
  const rate = `${decimal(line.tax_rate)}%`
  return [
    [{ text: String(line.position) }],
    [{ text: line.description }, ...(period === null ? [] : [{ text: period, style: STYLE.small }])],
    [{ text: decimal(line.quantity) }],
    [{ text: decimal(line.unit_price) }],
    [{ text: Number(line.discount) === 0 ? '–' : decimal(line.discount) }],
    // Several categories have a rate of zero (reverse charge, export, exempt), so their code is printed too.
    [{ text: line.tax_category === 'S' ? rate : `${line.tax_category} ${rate}` }],
    [{ text: decimal(line.amount) }],
  ]
}

import { formatPeriod } from './format.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet } from './sheet.ts'
import { type Cell, type Column, drawTable } from './table.ts'
import { STYLE, WIDTH } from './theme.ts'

const WIDTHS = { position: 24, quantity: 52, unit_price: 62, discount: 58, tax: 58, amount: 72 }
const DESCRIPTION = WIDTH - 10 - Object.values(WIDTHS).reduce((sum, width) => sum + width, 0)

const COLUMNS: readonly Column[] = [
  { header: '#', width: WIDTHS.position },
  { header: 'Description', width: DESCRIPTION },
  { header: 'Quantity', width: WIDTHS.quantity, align: 'right' },
  { header: 'Unit price', width: WIDTHS.unit_price, align: 'right' },
  { header: 'Discount', width: WIDTHS.discount, align: 'right' },
  { header: 'Tax', width: WIDTHS.tax, align: 'right' },
  { header: 'Amount', width: WIDTHS.amount, align: 'right' },
]

/** Amounts are after discount and before tax. */
export function drawLineItems(sheet: Sheet, { line_items, currency }: PrintedInvoice): void {
  const columns = COLUMNS.map(column =>
    column.header === 'Amount' ? { ...column, header: `Amount ${currency}` } : column,
  )
  drawTable(sheet, columns, line_items.map(cellsOf))
  sheet.y += 14
}

function cellsOf(line: PrintedInvoice['line_items'][number]): Cell[] {
  const period = formatPeriod(line.period_start, line.period_end)
  return [
    [{ text: String(line.position) }],
    [{ text: line.description }, ...(period === null ? [] : [{ text: period, style: STYLE.small }])],
    [{ text: line.quantity }],
    [{ text: line.unit_price }],
    [{ text: Number(line.discount) === 0 ? '–' : line.discount }],
    // Several categories have a rate of zero (reverse charge, export, exempt), so their code is printed too.
    [{ text: line.tax_category === 'S' ? `${line.tax_rate}%` : `${line.tax_category} ${line.tax_rate}%` }],
    [{ text: line.amount }],
  ]
}

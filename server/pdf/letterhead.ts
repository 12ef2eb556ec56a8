import { clientAddressLines, sellerAddressLines } from './addresses.ts'
import { formatDate } from './format.ts'
import { drawLogo } from './logo.ts'
import { drawMark } from './mark.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { heightOf, type Sheet, type StyledLine } from './sheet.ts'
import { AREA, leading, STYLE } from './theme.ts'

const LOGO = 34
const GAP = 18
const COLUMNS = { seller: 140, bill_to: 166, details: AREA.right - AREA.left - 140 - 166 - 2 * GAP }

/** Logo and title, then seller, client and invoice details side by side. */
export function drawLetterhead(sheet: Sheet, invoice: PrintedInvoice): void {
  drawTitle(sheet, invoice)
  drawParties(sheet, invoice)
}

function drawTitle(sheet: Sheet, { seller, mark }: PrintedInvoice): void {
  const top = sheet.y
  let width = 0
  sheet.addElement('Figure', () => (width = drawLogo(sheet.pdf, AREA.left, top, LOGO)), { alt: `${seller.name} logo` })
  const name = sheet.typesetter.fit(seller.name, STYLE.name, 210)
  sheet.addElement('P', () => sheet.drawLine(name, AREA.left + width + 10, top + (LOGO - leading(name.style)) / 2))
  const title = sheet.typesetter.fit('INVOICE', STYLE.title, 160)
  const left = AREA.right - title.line.width
  sheet.addElement('H1', () => sheet.drawLine(title, left, top + (LOGO - leading(title.style)) / 2))
  if (mark) drawMark(sheet, mark, left - GAP, top + LOGO / 2)
  sheet.y = top + LOGO + 26
}

function drawParties(sheet: Sheet, invoice: PrintedInvoice): void {
  const { seller, bill_to } = invoice
  const top = sheet.y
  const wrapAll = (texts: readonly string[], width: number) =>
    texts.flatMap(text => sheet.wrap(text, STYLE.body, width))

  function drawParty(label: string, name: string, texts: readonly string[], left: number, width: number): number {
    const heading = sheet.wrap(label, STYLE.label, width)
    const lines = [...sheet.wrap(name, STYLE.strong, width), ...wrapAll(texts, width)]
    sheet.addGroup('Sect', () => {
      sheet.addElement('H2', () => sheet.drawLines(heading, left, top))
      sheet.addElement('P', () => sheet.drawLines(lines, left, top + heightOf(heading) + 2))
    })
    return top + heightOf(heading) + 2 + heightOf(lines)
  }

  const clientLeft = AREA.left + COLUMNS.seller + GAP
  const bottom = Math.max(
    drawParty('From', seller.name, sellerAddressLines(seller), AREA.left, COLUMNS.seller),
    drawParty('Bill to', bill_to.name, clientAddressLines(bill_to), clientLeft, COLUMNS.bill_to),
    drawDetails(sheet, invoice, AREA.right - COLUMNS.details, top),
  )
  sheet.y = bottom + 26
}

/** Number, dates and order number. Returns where they end. */
function drawDetails(sheet: Sheet, invoice: PrintedInvoice, left: number, top: number): number {
  const details = [
    ['Invoice number', invoice.number],
    ['Issue date', formatDate(invoice.issue_date)],
    ['Due date', formatDate(invoice.due_date)],
    ['PO number', invoice.po_number],
    ['Currency', invoice.currency],
  ] as const
  let y = top
  for (const [label, value] of details) {
    if (value === null) continue
    const name = sheet.typesetter.fit(label, STYLE.small, 70)
    const lines: StyledLine[] = sheet.wrap(value, STYLE.strong, AREA.right - left - 76)
    sheet.addElement('P', () => {
      sheet.drawLine(name, left, y + 1)
      sheet.drawLines(lines, left, y, AREA.right)
    })
    y += heightOf(lines) + 3
  }
  return y
}

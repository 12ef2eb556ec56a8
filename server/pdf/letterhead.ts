import { clientLines, sellerLines } from './addresses.ts'
import { formatDate } from './format.ts'
import { drawLogo, fitLogo } from './logo.ts'
import { drawMark } from './mark.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { heightOf, type Sheet, type StyledLine } from './sheet.ts'
import { AREA, leading, STYLE } from './theme.ts'

const HEIGHT = 34
const MAX_LOGO_WIDTH = 130
/** Of the logo, a gap and the name. */
const NAME_WIDTH = 254
const GAP = 18
const COLUMNS = { seller: 140, bill_to: 166, details: AREA.right - AREA.left - 140 - 166 - 2 * GAP }

/** Logo and title, then seller, client and invoice details side by side. */
export function drawLetterhead(sheet: Sheet, invoice: PrintedInvoice): void {
  drawTitle(sheet, invoice)
  drawParties(sheet, invoice)
}

function drawTitle(sheet: Sheet, { seller, mark }: PrintedInvoice): void {
  const top = sheet.y
  const { styles } = sheet.brand
  const indent = drawLogoAt(sheet, seller, top)
  const name = sheet.typesetter.fit(seller.name, styles.name, NAME_WIDTH - indent)
  sheet.addElement('P', () => sheet.drawLine(name, AREA.left + indent, top + (HEIGHT - leading(name.style)) / 2))
  const title = sheet.typesetter.fit(sheet.labels.title, styles.title, 160)
  const left = AREA.right - title.line.width
  sheet.addElement('H1', () => sheet.drawLine(title, left, top + (HEIGHT - leading(title.style)) / 2))
  if (mark) drawMark(sheet, mark, left - GAP, top + HEIGHT / 2)
  sheet.y = top + HEIGHT + 26
}

/** Returns where the name begins, from the left. */
function drawLogoAt(sheet: Sheet, { name, logo }: PrintedInvoice['seller'], top: number): number {
  if (logo === null) return 0
  const { width, height } = fitLogo(logo, MAX_LOGO_WIDTH, HEIGHT)
  const draw = () => drawLogo(sheet.pdf, logo, AREA.left, top + (HEIGHT - height) / 2, width)
  sheet.addElement('Figure', draw, { alt: sheet.labels.logo(name) })
  return width + 10
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
    drawParty(sheet.labels.from, seller.name, sellerLines(seller), AREA.left, COLUMNS.seller),
    drawParty(sheet.labels.bill_to, bill_to.name, clientLines(bill_to, sheet.language), clientLeft, COLUMNS.bill_to),
    drawDetails(sheet, invoice, AREA.right - COLUMNS.details, top),
  )
  sheet.y = bottom + 26
}

/** Number, dates and order number. Returns where they end. */
function drawDetails(sheet: Sheet, invoice: PrintedInvoice, left: number, top: number): number {
  const { labels, language } = sheet
  const details = [
    [labels.number, invoice.number],
    [labels.issue_date, formatDate(invoice.issue_date, language)],
    [labels.due_date, formatDate(invoice.due_date, language)],
    [labels.po_number, invoice.po_number],
    [labels.currency, invoice.currency],
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

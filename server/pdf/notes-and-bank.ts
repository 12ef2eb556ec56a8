import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet, StyledLine } from './sheet.ts'
import { AREA, leading, STYLE, WIDTH } from './theme.ts'

/** The invoice's notes, over as many pages as needed. */
export function drawNotes(sheet: Sheet, { notes }: PrintedInvoice): void {
  const lines = sheet.wrap(notes ?? '', STYLE.body, WIDTH)
  if (lines.length > 0) drawSection(sheet, 'Notes', lines)
}

/** The bank account, and the reference that the payment should carry. */
export function drawBankDetails(sheet: Sheet, { seller, number }: PrintedInvoice): void {
  const { bank } = seller
  const entries = [
    ['Account holder', seller.name],
    ['Bank', bank.name],
    ['IBAN', bank.iban],
    ['BIC', bank.bic],
    ['Reference', number],
  ] as const
  const row = leading(STYLE.body) + 1
  sheet.ensureSpace(leading(STYLE.heading) + 4 + entries.length * row)
  drawSection(sheet, 'Bank details', [])
  for (const [label, value] of entries) {
    const name = sheet.typesetter.fit(label, STYLE.small, 76)
    const text = sheet.typesetter.fit(value, STYLE.body, WIDTH - 80)
    sheet.addElement('P', () => {
      sheet.drawLine(name, AREA.left, sheet.y + 1)
      sheet.drawLine(text, AREA.left + 80, sheet.y)
    })
    sheet.y += row
  }
}

function drawSection(sheet: Sheet, title: string, lines: readonly StyledLine[]): void {
  const heading = sheet.typesetter.fit(title, STYLE.heading, WIDTH)
  sheet.ensureSpace(leading(STYLE.heading) + 4 + Math.min(lines.length, 2) * leading(STYLE.body))
  sheet.addElement('H2', () => sheet.drawLine(heading, AREA.left, sheet.y))
  sheet.y += leading(STYLE.heading) + 4
  let remaining = lines
  while (remaining.length > 0) {
    sheet.ensureSpace(leading(STYLE.body))
    const part = remaining.slice(0, Math.floor(sheet.freeHeight / leading(STYLE.body)))
    sheet.addElement('P', () => sheet.drawLines(part, AREA.left, sheet.y))
    sheet.y += part.length * leading(STYLE.body)
    remaining = remaining.slice(part.length)
  }
  if (lines.length > 0) sheet.y += 16
}

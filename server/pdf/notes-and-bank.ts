import type { PrintedInvoice } from './printed-invoice.ts'
import type { SetLine, Sheet } from './sheet.ts'
import { AREA, leading, STYLE, WIDTH } from './theme.ts'

/** A note to the client, over as many pages as it takes. */
export function drawNotes(sheet: Sheet, { notes }: PrintedInvoice): void {
  const lines = sheet.wrap(notes ?? '', STYLE.body, WIDTH)
  if (lines.length > 0) drawSection(sheet, 'Notes', lines)
}

/** Where to pay, and what to say so that the payment is found. */
export function drawBank(sheet: Sheet, { seller, number }: PrintedInvoice): void {
  const { bank } = seller
  const facts = [
    ['Account holder', seller.name],
    ['Bank', bank.name],
    ['IBAN', bank.iban],
    ['BIC', bank.bic],
    ['Reference', number],
  ] as const
  const row = leading(STYLE.body) + 1
  sheet.need(leading(STYLE.heading) + 4 + facts.length * row)
  drawSection(sheet, 'Bank details', [])
  for (const [label, value] of facts) {
    const name = sheet.typesetter.fit(label, STYLE.small, 76)
    const text = sheet.typesetter.fit(value, STYLE.body, WIDTH - 80)
    sheet.mark('P', () => {
      sheet.drawLine(name, AREA.left, sheet.y + 1)
      sheet.drawLine(text, AREA.left + 80, sheet.y)
    })
    sheet.y += row
  }
}

function drawSection(sheet: Sheet, title: string, lines: readonly SetLine[]): void {
  const heading = sheet.typesetter.fit(title, STYLE.heading, WIDTH)
  sheet.need(leading(STYLE.heading) + 4 + Math.min(lines.length, 2) * leading(STYLE.body))
  sheet.mark('H2', () => sheet.drawLine(heading, AREA.left, sheet.y))
  sheet.y += leading(STYLE.heading) + 4
  let rest = lines
  while (rest.length > 0) {
    sheet.need(leading(STYLE.body))
    const part = rest.slice(0, Math.floor(sheet.free / leading(STYLE.body)))
    sheet.mark('P', () => sheet.drawLines(part, AREA.left, sheet.y))
    sheet.y += part.length * leading(STYLE.body)
    rest = rest.slice(part.length)
  }
  if (lines.length > 0) sheet.y += 16
}

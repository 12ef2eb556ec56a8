import { type BankAccount, formatIban } from '../domain/seller.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Sheet, StyledLine } from './sheet.ts'
import { AREA, leading, STYLE, WIDTH } from './theme.ts'

/** The invoice's notes, over as many pages as needed. */
export function drawNotes(sheet: Sheet, { notes }: PrintedInvoice): void {
  const lines = sheet.wrap(notes ?? '', STYLE.body, WIDTH)
  if (lines.length > 0) drawSection(sheet, sheet.labels.notes, lines)
}

/** The bank account for the invoice's currency, with the reference that the payment should carry, and the payment terms. */
export function drawBankDetails(sheet: Sheet, { seller, number, currency, amount_due }: PrintedInvoice): void {
  const account = seller.bank_accounts.find(each => each.currency === currency)
  const { email, phone, website } = seller.contact
  const contact = email ?? phone ?? website
  const terms = seller.payment_terms.text
  if (account) {
    drawAccount(sheet, account, seller.name, number)
    if (terms !== null) drawText(sheet, terms)
    return
  }
  const howToPay = contact && Number(amount_due) > 0 ? sheet.labels.how_to_pay(currency, contact) : null
  const text = [howToPay, terms].filter(line => line !== null).join('\n')
  if (text !== '') drawSection(sheet, sheet.labels.payment, sheet.wrap(text, STYLE.body, WIDTH))
}

function drawAccount(sheet: Sheet, account: BankAccount, sellerName: string, number: string): void {
  const { labels } = sheet
  const entries = [
    [labels.account_holder, account.holder ?? sellerName],
    [labels.bank, account.bank],
    ['IBAN', account.iban && formatIban(account.iban)],
    [labels.account_number, account.account_number],
    [labels.routing_number, account.routing_number],
    ['BIC', account.bic],
    [labels.reference, number],
  ] as const
  const present = entries.filter(([, value]) => value !== null)
  const row = leading(STYLE.body) + 1
  sheet.ensureSpace(leading(sheet.brand.styles.heading) + 4 + present.length * row)
  drawSection(sheet, labels.bank_details, [])
  for (const [label, value] of present) {
    const name = sheet.typesetter.fit(label, STYLE.small, 76)
    const text = sheet.typesetter.fit(value ?? '', STYLE.body, WIDTH - 80)
    sheet.addElement('P', () => {
      sheet.drawLine(name, AREA.left, sheet.y + 1)
      sheet.drawLine(text, AREA.left + 80, sheet.y)
    })
    sheet.y += row
  }
  sheet.y += 6
}

function drawText(sheet: Sheet, text: string): void {
  const lines = sheet.wrap(text, STYLE.body, WIDTH)
  sheet.ensureSpace(lines.length * leading(STYLE.body))
  sheet.addElement('P', () => sheet.drawLines(lines, AREA.left, sheet.y))
  sheet.y += lines.length * leading(STYLE.body) + 6
}

function drawSection(sheet: Sheet, title: string, lines: readonly StyledLine[]): void {
  const heading = sheet.typesetter.fit(title, sheet.brand.styles.heading, WIDTH)
  sheet.ensureSpace(leading(sheet.brand.styles.heading) + 4 + Math.min(lines.length, 2) * leading(STYLE.body))
  sheet.addElement('H2', () => sheet.drawLine(heading, AREA.left, sheet.y))
  sheet.y += leading(sheet.brand.styles.heading) + 4
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

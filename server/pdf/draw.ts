import type { Fonts } from './fonts.ts'
import { drawLetterhead } from './letterhead.ts'
import { drawLineItems } from './line-items.ts'
import { drawBankDetails, drawNotes } from './notes-and-bank.ts'
import { drawPageFrames, drawPageHeader } from './page-frame.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { Sheet } from './sheet.ts'
import { drawPayments, drawTaxes, drawTotals } from './summary.ts'

export interface DrawnInvoice {
  bytes: Uint8Array<ArrayBuffer>
  /** Whether characters are missing because no font has them. */
  isIncomplete: boolean
}

/** Draws the PDF. The bytes depend on the invoice alone, not on the time or the process. */
export async function drawInvoice(invoice: PrintedInvoice, fonts: Fonts): Promise<DrawnInvoice> {
  fonts.beginDocument()
  const sheet = new Sheet(invoice, fonts)
  sheet.newPage()
  sheet.onNewPage = () => drawPageHeader(sheet, invoice)
  drawLetterhead(sheet, invoice)
  drawLineItems(sheet, invoice)
  drawTotals(sheet, invoice)
  drawTaxes(sheet, invoice)
  drawPayments(sheet, invoice)
  drawNotes(sheet, invoice)
  drawBankDetails(sheet, invoice)
  drawPageFrames(sheet, invoice)
  return { bytes: await sheet.finish(), isIncomplete: sheet.typesetter.hasReplaced }
}

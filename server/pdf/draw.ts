import type { Fonts } from './fonts.ts'
import { drawHead } from './letterhead.ts'
import { drawLineItems } from './line-items.ts'
import { drawBank, drawNotes } from './notes-and-bank.ts'
import { drawFrames, drawRunningHead } from './page-frame.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { Sheet } from './sheet.ts'
import { drawPayments, drawTaxes, drawTotals } from './summary.ts'

/** The document's bytes: the same for the same document, whenever and in whatever process it is drawn. */
export async function draw(invoice: PrintedInvoice, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  fonts.beginDocument()
  const sheet = new Sheet(invoice, fonts)
  sheet.newPage()
  sheet.onNewPage = () => drawRunningHead(sheet, invoice)
  drawHead(sheet, invoice)
  drawLineItems(sheet, invoice)
  drawTotals(sheet, invoice)
  drawTaxes(sheet, invoice)
  drawPayments(sheet, invoice)
  drawNotes(sheet, invoice)
  drawBank(sheet, invoice)
  drawFrames(sheet, invoice)
  return sheet.finish()
}

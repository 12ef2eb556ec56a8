import { drawBank, drawNotes } from './closing.ts'
import type { PrintedInvoice } from './document.ts'
import type { Fonts } from './fonts.ts'
import { drawFrames, drawRunningHead } from './frame.ts'
import { drawHead } from './head.ts'
import { drawLineItems } from './lines.ts'
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

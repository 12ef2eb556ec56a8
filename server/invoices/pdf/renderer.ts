import type { PrintedInvoice } from './document.ts'

/** Draws invoices. */
export interface Renderer {
  /** The PDF's bytes. */
  render(document: PrintedInvoice): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

import type { PrintedInvoice } from './printed-invoice.ts'

/** The renderer is too busy, or closed. */
export class RendererUnavailable extends Error {
  override name = 'RendererUnavailable'
}

export interface Renderer {
  /**
   * Returns the bytes of the PDF, which are shared with other callers. Throws RendererUnavailable while too many documents
   * are waiting, and after close().
   */
  render(document: PrintedInvoice): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

import { parentPort } from 'node:worker_threads'
import { drawInvoice } from './draw.ts'
import { createFonts } from './fonts.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { DrawResult } from './worker-renderer.ts'

const fonts = createFonts()

const toResult = (document: PrintedInvoice): Promise<DrawResult> =>
  drawInvoice(document, fonts).catch(error => ({
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }))

/** The worker thread receives an invoice and returns the PDF or an error. */
parentPort?.on('message', async (document: PrintedInvoice) => {
  const result = await toResult(document)
  parentPort?.postMessage(result, 'bytes' in result ? [result.bytes.buffer] : [])
})

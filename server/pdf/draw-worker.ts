import { parentPort } from 'node:worker_threads'
import { draw } from './draw.ts'
import { createFonts } from './fonts.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import type { Drawn } from './renderer.ts'

const fonts = createFonts()

const answer = (document: PrintedInvoice): Promise<Drawn> =>
  draw(document, fonts).then(
    bytes => ({ bytes }),
    error => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )

/** The thread that draws: a document in, its bytes or why there are none out. */
parentPort?.on('message', async (document: PrintedInvoice) => {
  const drawn = await answer(document)
  parentPort?.postMessage(drawn, 'bytes' in drawn ? [drawn.bytes.buffer] : [])
})

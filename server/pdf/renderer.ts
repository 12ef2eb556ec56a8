import { hash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { unavailable } from '../http/errors.ts'
import { etagOf } from './etag.ts'
import { createPdfCache } from './pdf-cache.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

/** Draws invoices. */
export interface Renderer {
  /** The PDF's bytes, which other callers may share. Throws 503 while too many documents wait, and after close(). */
  render(document: PrintedInvoice): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

export interface RendererOptions {
  /** Documents that may wait for the one that is being drawn. */
  waiting?: number
  /** Bytes of drawn documents that are kept. */
  keep?: number
  /** Milliseconds for one document; a thread that takes longer is ended. */
  patience?: number
  /** The module of the thread that draws. */
  thread?: URL
}

/** What the thread answers to a document. */
export type Drawn = { bytes: Uint8Array<ArrayBuffer> } | { error: string }

interface Job {
  document: PrintedInvoice
  resolve(bytes: Uint8Array<ArrayBuffer>): void
  reject(error: unknown): void
}

/** A document that cannot be printed must not take the process's memory with it. MiB. */
const HEAP = 256

/**
 * Drawing takes about 10 ms of CPU a page, so it happens in a thread of its own, one document after the other; the thread starts
 * with the first document and again after it has died.
 */
export function createRenderer({
  waiting = 32,
  keep = 16 * 1024 * 1024,
  patience = 20_000,
  thread = new URL('./draw-worker.ts', import.meta.url),
}: RendererOptions = {}): Renderer {
  const queue: Job[] = []
  const drawings = createPdfCache(keep)
  let worker: Worker | undefined
  let current: (Job & { timer: NodeJS.Timeout }) | undefined
  let closed = false

  /** Ends what is being drawn, successfully or not, and starts what waits. */
  function settle(end: (job: Job) => void): void {
    if (!current) return
    clearTimeout(current.timer)
    const job = current
    current = undefined
    end(job)
    next()
  }

  /** Gives a thread up, and what it was drawing; the next document gets a new one. */
  function lose(lost: Worker, reason: unknown): void {
    if (worker !== lost) return
    worker = undefined
    settle(job => job.reject(reason))
  }

  function start(): Worker {
    const started = new Worker(thread, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP } })
    started.on('message', (drawn: Drawn) => {
      if (worker !== started) return
      settle(job => ('bytes' in drawn ? job.resolve(drawn.bytes) : job.reject(new Error(drawn.error))))
    })
    started.on('error', cause => lose(started, new Error(`The thread that draws failed: ${cause}`, { cause })))
    started.on('exit', code => lose(started, new Error(`The thread that draws ended with ${code}`)))
    return started
  }

  function next(): void {
    const job = current ? undefined : queue.shift()
    if (!job) return
    worker ??= start()
    const drawing = worker
    const giveUp = () => {
      lose(drawing, new Error(`Drawing ${job.document.number} took longer than ${patience} ms`))
      void drawing.terminate()
    }
    current = { ...job, timer: setTimeout(giveUp, patience) }
    drawing.postMessage(job.document)
  }

  function draw(document: PrintedInvoice): Promise<Uint8Array<ArrayBuffer>> {
    if (closed || (current && queue.length >= waiting)) throw unavailable()
    return new Promise((resolve, reject) => {
      queue.push({ document, resolve, reject })
      next()
    })
  }

  return {
    render: async document =>
      drawings.get(
        etagOf(document, data => hash('sha256', data)),
        () => draw(document),
      ),

    async close() {
      closed = true
      for (const job of queue.splice(0)) job.reject(unavailable())
      const ending = worker
      if (!ending) return
      lose(ending, unavailable())
      await ending.terminate()
    },
  }
}

import { hash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { DrawnInvoice } from './draw.ts'
import { etagOf } from './etag.ts'
import { createPdfCache } from './pdf-cache.ts'
import type { PrintedInvoice } from './printed-invoice.ts'
import { type Renderer, RendererUnavailable } from './renderer.ts'

export interface RendererOptions {
  /** Documents that may wait for the one that is being drawn. */
  maxWaiting?: number
  /** Bytes of finished documents to keep. */
  cacheSize?: number
  /** Milliseconds for one document. A thread that takes longer is ended. */
  timeout?: number
  /** Called with the number of an invoice that has characters which no font has. */
  onIncomplete?: (number: string) => void
  /** Module of the worker thread. */
  workerFile?: URL
}

/** The worker's message for a document. */
export type DrawResult = DrawnInvoice | { error: string }

interface Job {
  document: PrintedInvoice
  resolve(bytes: Uint8Array<ArrayBuffer>): void
  reject(error: unknown): void
}

/**
 * MiB. The old generation limits what a single document can take. A small young generation is collected more often, which costs no
 * measurable time here and saves 110 MiB in a flood of documents.
 */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/**
 * Draws PDFs in a worker thread, one document at a time, because drawing takes about 10 ms of CPU per page. The thread starts
 * with the first document, and again after it has ended.
 */
export function createRenderer({
  maxWaiting = 32,
  cacheSize = 16 * 1024 * 1024,
  timeout = 20_000,
  onIncomplete = () => {},
  workerFile = new URL('./draw-worker.ts', import.meta.url),
}: RendererOptions = {}): Renderer {
  const queue: Job[] = []
  const cache = createPdfCache(cacheSize)
  let worker: Worker | undefined
  let current: (Job & { timer: NodeJS.Timeout }) | undefined
  let closed = false

  /** Settles the current document and starts the next one. */
  function finishCurrent(settle: (job: Job) => void): void {
    if (!current) return
    clearTimeout(current.timer)
    const job = current
    current = undefined
    settle(job)
    next()
  }

  /** Rejects the current document. The next one gets a new worker. */
  function discardWorker(discarded: Worker, reason: unknown): void {
    if (worker !== discarded) return
    worker = undefined
    finishCurrent(job => job.reject(reason))
  }

  function start(): Worker {
    const started = new Worker(workerFile, {
      execArgv: [],
      env: {},
      resourceLimits: HEAP_LIMITS,
    })
    started.on('message', (result: DrawResult) => {
      if (worker !== started) return
      finishCurrent(job => {
        if ('error' in result) return job.reject(new Error(result.error))
        if (result.isIncomplete) onIncomplete(job.document.number)
        job.resolve(result.bytes)
      })
    })
    started.on('error', cause => discardWorker(started, new Error(`The PDF worker failed: ${cause}`, { cause })))
    started.on('exit', code => discardWorker(started, new Error(`The PDF worker exited with code ${code}`)))
    return started
  }

  function next(): void {
    const job = current ? undefined : queue.shift()
    if (!job) return
    worker ??= start()
    const busy = worker
    const giveUp = () => {
      discardWorker(busy, new Error(`Drawing ${job.document.number} took longer than ${timeout} ms`))
      void busy.terminate()
    }
    current = { ...job, timer: setTimeout(giveUp, timeout) }
    busy.postMessage(job.document)
  }

  function draw(document: PrintedInvoice): Promise<Uint8Array<ArrayBuffer>> {
    if (closed) throw new RendererUnavailable('The renderer is closed')
    if (current && queue.length >= maxWaiting) throw new RendererUnavailable('Too many documents are waiting')
    return new Promise((resolve, reject) => {
      queue.push({ document, resolve, reject })
      next()
    })
  }

  return {
    render: async document =>
      cache.get(
        etagOf(document, data => hash('sha256', data)),
        () => draw(document),
      ),

    async close() {
      closed = true
      for (const job of queue.splice(0)) job.reject(new RendererUnavailable('The renderer is closed'))
      const ending = worker
      if (!ending) return
      discardWorker(ending, new RendererUnavailable('The renderer is closed'))
      await ending.terminate()
    },
  }
}

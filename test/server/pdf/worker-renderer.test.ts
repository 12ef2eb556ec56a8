import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { RendererUnavailable } from '../../../server/pdf/renderer.ts'
import { createRenderer, type RendererOptions } from '../../../server/pdf/worker-renderer.ts'
import { sample } from './samples.ts'

const renderers: { close(): Promise<void> }[] = []
afterEach(() => Promise.all(renderers.splice(0).map(renderer => renderer.close())))

function rendererOf(options: RendererOptions = {}) {
  const renderer = createRenderer(options)
  renderers.push(renderer)
  return renderer
}

/** A worker that does what the `notes` of a document say. */
const scriptedWorker = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', ({ notes }) => {
    if (notes === 'throw') throw new Error('thrown')
    if (notes === 'exit') process.exit(3)
    if (notes === 'hang') return
    if (notes === 'spin') for (;;) {}
    if (notes === 'refuse') return parentPort.postMessage({ error: 'refused' })
    parentPort.postMessage({ bytes: new TextEncoder().encode(notes + ' by ' + threadId), isIncomplete: notes === 'incomplete' })
  })
`)}`,
)

const withNotes = (notes: string) => ({ ...sample(), notes })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const threadOf = (bytes: Uint8Array) => text(bytes).split(' by ')[1]

const unavailable = expect.any(RendererUnavailable)

describe('createRenderer', () => {
  it('draws a PDF in a worker thread', async () => {
    const bytes = await rendererOf().render(sample())
    expect(text(bytes.subarray(0, 8))).toBe('%PDF-1.7')
    expect(text(bytes.subarray(-6))).toBe('%%EOF\n')
  }, 30_000)

  it('reports an invoice with characters that no font has, each time it is drawn', async () => {
    const reported: string[] = []
    const renderer = rendererOf({ workerFile: scriptedWorker, onIncomplete: number => reported.push(number) })
    for (const notes of ['complete', 'incomplete', 'incomplete']) await renderer.render(withNotes(notes))
    expect(reported).toEqual([sample().number])
  })

  it('draws all documents in one thread', async () => {
    const renderer = rendererOf({ workerFile: scriptedWorker })
    const drawn = await Promise.all(['a', 'b', 'c'].map(notes => renderer.render(withNotes(notes))))
    expect(drawn.map(bytes => text(bytes).split(' ')[0])).toEqual(['a', 'b', 'c'])
    expect(new Set(drawn.map(threadOf)).size).toBe(1)
  })

  it('refuses documents while too many are waiting, and draws those that wait', async () => {
    const renderer = rendererOf({ workerFile: scriptedWorker, maxWaiting: 2 })
    const requested = ['a', 'b', 'c', 'd', 'e'].map(notes => renderer.render(withNotes(notes)))
    const outcomes = await Promise.allSettled(requested)
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ])
    expect(outcomes.slice(3)).toEqual([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
    ])
    expect(text(await renderer.render(withNotes('d')))).toMatch(/^d by/)
  })

  it('does not count requests for the same document as waiting', async () => {
    const renderer = rendererOf({ workerFile: scriptedWorker, maxWaiting: 0 })
    const requested = Array.from({ length: 20 }, () => renderer.render(withNotes('a')))
    expect(new Set(await Promise.all(requested)).size).toBe(1)
  })

  it.each([
    ['throw', 0, 'thrown'],
    ['exit', 0, 'exited with code 3'],
    ['hang', 20_000, 'took longer than 20000 ms'],
    ['spin', 20_000, 'took longer than 20000 ms'],
  ])('survives a document whose thread does: %s', async (fault, passed, message) => {
    // Time advances only while the faulty document is drawn, so that the others do not time out on a slow machine.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const renderer = rendererOf({ workerFile: scriptedWorker })
    const drawn = ['before', fault, 'after'].map(notes => renderer.render(withNotes(notes)))
    const ended = Promise.allSettled(drawn)
    await drawn[0]
    vi.advanceTimersByTime(passed)
    const [before, failed, after] = await ended
    expect([before?.status, failed?.status, after?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { reason } = failed as PromiseRejectedResult
    expect(reason).toEqual(expect.objectContaining({ message: expect.stringContaining(message) }))
    expect(reason).not.toBeInstanceOf(RendererUnavailable)
  })

  it('ends a thread that takes too long', async () => {
    const started = once(process, 'worker')
    const failed = rendererOf({ workerFile: scriptedWorker, timeout: 500 }).render(withNotes('spin'))
    const [worker] = (await started) as [Worker]
    const ended = once(worker, 'exit')
    await expect(failed).rejects.toThrow('Drawing INV-2026-0006 took longer than 500 ms')
    await ended
    // Node's value for a thread that has ended.
    expect(worker.threadId).toBe(-1)
  })

  it('reports the error that the thread threw', async () => {
    const failed = rendererOf({ workerFile: scriptedWorker }).render(withNotes('throw'))
    await expect(failed).rejects.toMatchObject({
      message: 'The PDF worker failed: Error: thrown',
      cause: { message: 'thrown' },
    })
  })

  it('keeps its thread when a document fails, and tries the document again on the next request', async () => {
    const renderer = rendererOf({ workerFile: scriptedWorker })
    const first = await renderer.render(withNotes('first'))
    await expect(renderer.render(withNotes('refuse'))).rejects.toThrow('refused')
    await expect(renderer.render(withNotes('refuse'))).rejects.toThrow('refused')
    expect(threadOf(await renderer.render(withNotes('last')))).toBe(threadOf(first))
  })

  it('keeps finished documents after their thread has ended', async () => {
    const renderer = rendererOf({ workerFile: scriptedWorker })
    const first = await renderer.render(withNotes('kept'))
    await expect(renderer.render(withNotes('exit'))).rejects.toThrow('exited with code 3')
    expect(await renderer.render(withNotes('kept'))).toBe(first)
  })

  it('rejects waiting and current documents when it is closed, and all later ones', async () => {
    const renderer = createRenderer({ workerFile: scriptedWorker })
    await renderer.render(withNotes('first'))
    const left = Promise.allSettled([renderer.render(withNotes('hang')), renderer.render(withNotes('waits'))])
    await renderer.close()
    expect(await left).toEqual([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
    ])
    await expect(renderer.render(withNotes('later'))).rejects.toEqual(unavailable)
  })

  it('can be closed twice, and before it has drawn anything', async () => {
    const renderer = createRenderer()
    await renderer.close()
    await expect(renderer.close()).resolves.toBeUndefined()
  })
})

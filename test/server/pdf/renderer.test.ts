import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ApiError } from '../../../server/http/errors.ts'
import { createRenderer, type RendererOptions } from '../../../server/pdf/renderer.ts'
import { sample } from './samples.ts'

const renderers: { close(): Promise<void> }[] = []
afterEach(() => Promise.all(renderers.splice(0).map(renderer => renderer.close())))

function rendererOf(options: RendererOptions = {}) {
  const renderer = createRenderer(options)
  renderers.push(renderer)
  return renderer
}

/** A thread that does with `notes` what a document tells it. */
const obedient = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', ({ notes }) => {
    if (notes === 'throw') throw new Error('thrown')
    if (notes === 'exit') process.exit(3)
    if (notes === 'hang') return
    if (notes === 'spin') for (;;) {}
    if (notes === 'refuse') return parentPort.postMessage({ error: 'refused' })
    parentPort.postMessage({ bytes: new TextEncoder().encode(notes + ' by ' + threadId) })
  })
`)}`,
)

const telling = (notes: string) => ({ ...sample(), notes })
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const threadOf = (bytes: Uint8Array) => text(bytes).split(' by ')[1]

const unavailable = expect.objectContaining({ status: 503, code: 'unavailable', headers: { 'Retry-After': '1' } })

describe('createRenderer', () => {
  it('draws a PDF in a thread', async () => {
    const bytes = await rendererOf().render(sample())
    expect(text(bytes.subarray(0, 8))).toBe('%PDF-1.7')
    expect(text(bytes.subarray(-6))).toBe('%%EOF\n')
  }, 30_000)

  it('draws everything in one thread', async () => {
    const renderer = rendererOf({ thread: obedient })
    const drawn = await Promise.all(['a', 'b', 'c'].map(notes => renderer.render(telling(notes))))
    expect(drawn.map(bytes => text(bytes).split(' ')[0])).toEqual(['a', 'b', 'c'])
    expect(new Set(drawn.map(threadOf)).size).toBe(1)
  })

  it('refuses with 503 what would wait behind too many, and none of those', async () => {
    const renderer = rendererOf({ thread: obedient, waiting: 2 })
    const asked = ['a', 'b', 'c', 'd', 'e'].map(notes => renderer.render(telling(notes)))
    const outcomes = await Promise.allSettled(asked)
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
    expect(text(await renderer.render(telling('d')))).toMatch(/^d by/)
  })

  it('does not count as waiting who asks for the same document', async () => {
    const renderer = rendererOf({ thread: obedient, waiting: 0 })
    const asked = Array.from({ length: 20 }, () => renderer.render(telling('a')))
    expect(new Set(await Promise.all(asked)).size).toBe(1)
  })

  it.each([
    ['throw', 0, 'thrown'],
    ['exit', 0, 'ended with 3'],
    ['hang', 20_000, 'took longer than 20000 ms'],
    ['spin', 20_000, 'took longer than 20000 ms'],
  ])('survives a document that makes its thread %s', async (fault, passed, said) => {
    // Time passes only while the faulty document is drawn, so that no slow machine costs the others their patience.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const renderer = rendererOf({ thread: obedient })
    const drawn = ['before', fault, 'after'].map(notes => renderer.render(telling(notes)))
    const ended = Promise.allSettled(drawn)
    await drawn[0]
    vi.advanceTimersByTime(passed)
    const [before, failed, after] = await ended
    expect([before?.status, failed?.status, after?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const { reason } = failed as PromiseRejectedResult
    expect(reason).toEqual(expect.objectContaining({ message: expect.stringContaining(said) }))
    expect(reason).not.toBeInstanceOf(ApiError)
  })

  it('ends a thread that took too long', async () => {
    const started = once(process, 'worker')
    const failed = rendererOf({ thread: obedient, patience: 500 }).render(telling('spin'))
    const [worker] = (await started) as [Worker]
    const ended = once(worker, 'exit')
    await expect(failed).rejects.toThrow('Drawing INV-2026-0006 took longer than 500 ms')
    expect(await ended).toEqual([1])
  })

  it('names the cause when its thread throws', async () => {
    const failed = rendererOf({ thread: obedient }).render(telling('throw'))
    await expect(failed).rejects.toMatchObject({
      message: 'The thread that draws failed: Error: thrown',
      cause: { message: 'thrown' },
    })
  })

  it('keeps its thread when only a document is refused, and draws it again when asked again', async () => {
    const renderer = rendererOf({ thread: obedient })
    const first = await renderer.render(telling('first'))
    await expect(renderer.render(telling('refuse'))).rejects.toThrow('refused')
    await expect(renderer.render(telling('refuse'))).rejects.toThrow('refused')
    expect(threadOf(await renderer.render(telling('last')))).toBe(threadOf(first))
  })

  it('keeps drawn documents, also when the thread that drew them has died', async () => {
    const renderer = rendererOf({ thread: obedient })
    const first = await renderer.render(telling('kept'))
    await expect(renderer.render(telling('exit'))).rejects.toThrow('ended with 3')
    expect(await renderer.render(telling('kept'))).toBe(first)
  })

  it('refuses with 503 what waits or is being drawn when it is closed, and all after', async () => {
    const renderer = createRenderer({ thread: obedient })
    await renderer.render(telling('first'))
    const left = Promise.allSettled([renderer.render(telling('hang')), renderer.render(telling('waits'))])
    await renderer.close()
    expect(await left).toEqual([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
    ])
    await expect(renderer.render(telling('later'))).rejects.toEqual(unavailable)
  })

  it('is closed twice, or without having drawn anything, without harm', async () => {
    const renderer = createRenderer()
    await renderer.close()
    await expect(renderer.close()).resolves.toBeUndefined()
  })
})

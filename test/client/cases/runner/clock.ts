import { vi } from 'vitest'

/** The time at which every case begins. */
export const START = Date.parse('2026-11-22T12:00:00Z')

const realImmediate = setImmediate

/** Runs everything that does not wait for a timer. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise<void>(resolve => realImmediate(resolve))
}

/** Timers of the runner itself: slow responses, slow hooks, later aborts. */
const own = new Set<NodeJS.Timeout>()

/** Does something later on the virtual clock. @returns a function that cancels it */
export function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(() => {
    own.delete(timer)
    work()
  }, ms)
  own.add(timer)
  return () => {
    clearTimeout(timer)
    own.delete(timer)
  }
}

export const elapsed = (ms: number) => new Promise<void>(resolve => later(ms, resolve))

/** Number of timers that the client has not cleared. Each would keep a program from exiting. */
export const timersLeft = () => vi.getTimerCount() - own.size

/** Does the work on a clock that stands still while anything runs, and then jumps to the next timer. */
export async function onVirtualTime(work: () => Promise<void>): Promise<void> {
  own.clear()
  vi.useFakeTimers({
    now: START,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  try {
    let isDone = false
    const working = work().finally(() => {
      isDone = true
    })
    // Awaited below, which may be after it has rejected.
    working.catch(() => {})
    for (await settled(); !isDone; await settled()) {
      if (vi.getTimerCount() === 0) throw new Error('The client waits for something that never happens')
      await vi.advanceTimersToNextTimerAsync()
    }
    await working
  } finally {
    vi.useRealTimers()
  }
}

import { vi } from 'vitest'

/** When every case begins. */
export const START = Date.parse('2026-11-22T12:00:00Z')

const realImmediate = setImmediate

/** Lets everything run that waits for no timer. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise<void>(resolve => realImmediate(resolve))
}

/** Timers that the runner itself waits for: slow answers, hooks that take their time, aborts to come. */
const own = new Set<NodeJS.Timeout>()

/** Does something later on the virtual clock; gives what calls it off. */
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

export const passing = (ms: number) => new Promise<void>(resolve => later(ms, resolve))

/** Timers that the client has not cleared: each would keep a program from ending. */
export const timersLeft = () => vi.getTimerCount() - own.size

/** Does the work on a clock that stands still while anything runs and then jumps to the next timer. */
export async function onVirtualTime(work: () => Promise<void>): Promise<void> {
  own.clear()
  vi.useFakeTimers({
    now: START,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  try {
    let isOver = false
    const working = work().finally(() => {
      isOver = true
    })
    // It is awaited only when it is over, which may be later than it fails.
    working.catch(() => {})
    for (await quiet(); !isOver; await quiet()) {
      if (vi.getTimerCount() === 0) throw new Error('The client waits for something that will never come')
      await vi.advanceTimersToNextTimerAsync()
    }
    await working
  } finally {
    vi.useRealTimers()
  }
}

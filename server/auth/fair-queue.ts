import { unavailable } from '../http/errors.ts'

interface Waiting {
  start(): void
  refuse(error: Error): void
}

/**
 * Runs tasks, `concurrency` at a time. The sources of the tasks take turns, so that many tasks of one source do not make those of
 * another wait. If `limit` tasks are waiting, a further one replaces the last task of the source with the most tasks; if it comes
 * from that source, it is refused itself. Refused tasks reject with 503.
 */
export function createFairQueue(concurrency: number, limit: number) {
  /** By source, in the order of their turns. */
  const waiting = new Map<string, Waiting[]>()
  let size = 0
  let running = 0

  const waitingOf = (source: string) => waiting.get(source) ?? []

  /** The tasks of the source with the most tasks, if it has at least two more than the given source. */
  function longerThan(source: string): Waiting[] | undefined {
    const least = waitingOf(source).length + 2
    const [longest] = [...waiting.values()].sort((a, b) => b.length - a.length)
    return longest && longest.length >= least ? longest : undefined
  }

  function admit(source: string): void {
    if (size >= limit && !longerThan(source)) throw unavailable(2)
  }

  function enqueue(source: string): Promise<void> {
    admit(source)
    if (size >= limit) {
      longerThan(source)?.pop()?.refuse(unavailable(2))
      size -= 1
    }
    return new Promise((start, refuse) => {
      waiting.set(source, [...waitingOf(source), { start, refuse }])
      size += 1
    })
  }

  /** Takes the first task of the source whose turn it is, which then goes to the back. */
  function next(): Waiting | undefined {
    const [turn] = waiting
    if (!turn) return undefined
    const [source, [first, ...others]] = turn
    waiting.delete(source)
    if (others.length > 0) waiting.set(source, others)
    size -= 1
    return first
  }

  async function enter<T>(source: string, task: () => Promise<T>): Promise<T> {
    if (running >= concurrency) await enqueue(source)
    else running += 1
    try {
      return await task()
    } finally {
      // Hands its place to the next task directly, so that no new task can take it first.
      const following = next()
      if (following) following.start()
      else running -= 1
    }
  }

  return { admit, enter }
}

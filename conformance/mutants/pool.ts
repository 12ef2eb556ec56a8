import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { CommandError } from '../../openapi/cli/command-error.ts'
import type { Job } from './jobs.ts'
import type { Outcome } from './outcome.ts'

/** Each worker caches the responses of a whole run, several hundred megabytes. */
const MOST_WORKERS = 4

/**
 * Runs mutants in one thread per core, each after the unchanged contract.
 * @param file the contract
 * @param onDone receives the number of mutants that have been run
 * @returns the outcomes in the order of the jobs. Throws CommandError when the app violates the unchanged contract.
 */
export async function runAll(file: string, jobs: readonly Job[], onDone: (done: number) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0

  async function work(worker: Worker): Promise<void> {
    // Also fills the worker's cache.
    const { noticed, crash } = await runInWorker(worker, { kind: 'original' })
    const reason = noticed ?? crash
    if (reason !== undefined) throw new CommandError(`The app violates ${file}: ${reason}. See npm run conformance`)
    while (next < jobs.length) {
      const place = next++
      outcomes[place] = await runInWorker(worker, jobs[place] as Job)
      onDone(Object.keys(outcomes).length)
    }
  }

  const size = Math.min(availableParallelism(), MOST_WORKERS, jobs.length)
  const workers = Array.from(
    { length: size },
    () => new Worker(new URL('./worker.ts', import.meta.url), { workerData: file }),
  )
  try {
    await Promise.all(workers.map(work))
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
  return outcomes
}

async function runInWorker(worker: Worker, question: Job | { kind: 'original' }): Promise<Outcome> {
  // `once` also rejects on an `error` event.
  const reported = once(worker, 'message')
  worker.postMessage(question)
  const [outcome] = await reported
  return outcome
}

import { Worker } from 'node:worker_threads'
import type { BcryptCheck, BcryptResult } from './bcrypt-worker.ts'

interface Pending {
  resolve(matches: boolean): void
  reject(error: unknown): void
}

/**
 * Compares passwords with bcrypt hashes in a worker thread, because a check takes up to a second of CPU and Node.js has no bcrypt of its
 * own. The thread starts with the first check, and again after it has ended.
 */
export function createBcrypt(workerFile = new URL('./bcrypt-worker.ts', import.meta.url)) {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let lastId = 0

  function discard(ended: Worker, reason: string, cause?: unknown): void {
    if (worker !== ended) return
    worker = undefined
    for (const { reject } of pending.values()) reject(new Error(reason, { cause }))
    pending.clear()
  }

  function start(): Worker {
    const started = new Worker(workerFile, { execArgv: [], env: {} })
    // A server that stops does not wait for the thread.
    started.unref()
    started.on('message', ({ id, matches }: BcryptResult) => {
      pending.get(id)?.resolve(matches)
      pending.delete(id)
    })
    started.on('error', cause => discard(started, `The bcrypt worker failed: ${cause}`, cause))
    started.on('exit', code => discard(started, `The bcrypt worker exited with code ${code}`))
    return started
  }

  return (password: string, stored: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      lastId += 1
      pending.set(lastId, { resolve, reject })
      worker.postMessage({ id: lastId, password, stored } satisfies BcryptCheck)
    })
}

import type { MockOptions } from './index.d.ts'

export type * from './index.d.ts'

export interface WorkerOptions extends MockOptions {
  /** Name of the IndexedDB database that keeps the state. Default `clustrix-mock`. */
  storage?: string
}

/**
 * Makes a service worker answer all requests of its pages to `/api/v1/…` and `/__mock/…`. The state is kept in IndexedDB, because
 * browsers end idle workers. Call it while the script of the worker first runs.
 */
export function serveFromWorker(options?: WorkerOptions): void

import type { Mock, MockOptions } from './index.d.ts'

export type * from './index.d.ts'

/** A mock of the API on the SQLite of Node.js, or on WebAssembly where Node.js has none. */
export function createMock(options?: MockOptions): Promise<Mock>

export interface ListenOptions {
  /** Default: any free one. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
}

/** Serves a mock over HTTP. @returns its origin, and a function that stops it */
export function listen(mock: Mock, options?: ListenOptions): Promise<{ origin: string; close(): Promise<void> }>

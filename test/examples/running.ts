import type { Client, ClientOptions } from '@clustrix/client'
import { onTestFinished, vi } from 'vitest'
import { type Output, withClient } from '../../examples/connect.ts'
import type { TestApp } from '../support/app.ts'

/** Records the lines that a program prints, errors marked by `!`. */
export function recordOutput(): Output & { lines: string[] } {
  const lines: string[] = []
  return { lines, log: line => lines.push(line), error: line => lines.push(`! ${line}`) }
}

/** Calls `work` with a client of the app, created as in the programs. */
export async function withApi<T>(
  app: TestApp,
  work: (api: Client) => Promise<T>,
  options: Partial<ClientOptions> = {},
): Promise<T> {
  return withClient({ CLUSTRIX_TOKEN: await app.login() }, work, { fetch: request => app.fetch(request), ...options })
}

/** The app behind a network that loses the response to the first POST. */
export function losingFirstPost(app: TestApp): (request: Request) => Promise<Response> {
  let lost = 0
  return async request => {
    const response = await app.fetch(request)
    if (request.method === 'POST' && lost++ === 0) throw new TypeError('fetch failed')
    return response
  }
}

interface SkippedPauses {
  pauses: number[]
  /** Ends a pause that is about to begin. */
  skip(milliseconds: number): void
  onRetry: NonNullable<ClientOptions['onRetry']>
}

/** A hook for retries that makes pauses take no time: it moves the app's clock and the timers. Records the pauses. */
export function skipPauses(app: TestApp): SkippedPauses {
  const pauses: number[] = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const skip = (milliseconds: number) => {
    pauses.push(milliseconds)
    app.clock.advance(milliseconds)
    setImmediate(() => vi.advanceTimersByTime(milliseconds))
  }
  return { pauses, skip, onRetry: ({ delay }) => skip(delay) }
}

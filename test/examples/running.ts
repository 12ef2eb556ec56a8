import type { Client, ClientOptions } from '@clustrix/client'
import { onTestFinished, vi } from 'vitest'
import { type Output, withClient } from '../../examples/connect.ts'
import type { TestApp } from '../support/app.ts'

/** Keeps what a program says, errors marked by `!`. */
export function listener(): Output & { said: string[] } {
  const said: string[] = []
  return { said, log: line => said.push(line), error: line => said.push(`! ${line}`) }
}

/** Calls `work` with a client of the app, made as the programs make theirs. */
export async function withApi<T>(
  app: TestApp,
  work: (api: Client) => Promise<T>,
  options: Partial<ClientOptions> = {},
): Promise<T> {
  return withClient({ CLUSTRIX_TOKEN: await app.login() }, work, { fetch: request => app.fetch(request), ...options })
}

/** The app behind a network that loses the answer to the first POST, after the server has done it. */
export function losingFirstPost(app: TestApp): (request: Request) => Promise<Response> {
  let lost = 0
  return async request => {
    const response = await app.fetch(request)
    if (request.method === 'POST' && lost++ === 0) throw new TypeError('fetch failed')
    return response
  }
}

interface Jump {
  pauses: number[]
  /** Lets a pause that is about to begin be over at once. */
  over(milliseconds: number): void
  onRetry: NonNullable<ClientOptions['onRetry']>
}

/** A hook for retries by which pauses take no time: the app's clock and the timers jump to their end. Keeps them in `pauses`. */
export function jump(app: TestApp): Jump {
  const pauses: number[] = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const over = (milliseconds: number) => {
    pauses.push(milliseconds)
    app.clock.advance(milliseconds)
    setImmediate(() => vi.advanceTimersByTime(milliseconds))
  }
  return { pauses, over, onRetry: ({ delay }) => over(delay) }
}

import type { Client, ClientOptions } from '@clustrix/client'
import { onTestFinished, vi } from 'vitest'
import { connected, type Output } from '../../examples/connect.ts'
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
  return connected({ CLUSTRIX_TOKEN: await app.login() }, work, { fetch: request => app.fetch(request), ...options })
}

/** A hook for retries by which pauses take no time: the app's clock and the timers jump to their end. Keeps them in `pauses`. */
export function jump(app: TestApp): { pauses: number[]; onRetry: NonNullable<ClientOptions['onRetry']> } {
  const pauses: number[] = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return {
    pauses,
    onRetry: ({ delay }) => {
      pauses.push(delay)
      app.clock.advance(delay)
      // The pause begins after this hook.
      setImmediate(() => vi.advanceTimersByTime(delay))
    },
  }
}

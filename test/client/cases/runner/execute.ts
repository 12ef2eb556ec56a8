import { expect, vi } from 'vitest'
import { make } from './calls.ts'
import type { Case, Input } from './case.ts'
import { onVirtualTime, START, timersLeft } from './clock.ts'
import { freeze } from './freeze.ts'
import { actual, leaks, type Observation, withDefaults } from './observation.ts'
import { thrownOutcome } from './outcome.ts'
import { clientOf } from './setup.ts'
import { trace } from './trace.ts'
import { createTransport, type Fetch } from './transport.ts'

interface Run {
  /** Wraps the transport to simulate an incorrect client. */
  wrap?: (fetch: Fetch) => Fetch
  /** The transport is the global fetch instead of the client's own option. */
  isGlobal?: boolean
}

/** Runs a case against the client and throws, with all its exchanges, unless everything is as expected. */
export async function execute({ input, expected }: Case, run: Run = {}): Promise<void> {
  const seen = await observe(freeze(input), run)
  expect(actual(seen, expected), trace(seen)).toMatchObject(withDefaults(expected))
  expect(leaks(seen, input), trace(seen)).toEqual([])
}

async function observe(input: Input, { wrap = fetch => fetch, isGlobal = false }: Run): Promise<Observation> {
  const { fetch, exchanges } = createTransport(input.responses)
  const transport = wrap(fetch)
  const seen: Observation = { exchanges, hooks: [], renewals: 0, outcomes: [], time: 0, timersLeft: 0 }
  vi.spyOn(Math, 'random').mockReturnValue(input.random ?? 0.5)
  vi.stubGlobal('fetch', (...request: ConstructorParameters<typeof Request>) =>
    isGlobal ? transport(new Request(...request)) : Promise.reject(new Error('The global fetch was called')),
  )
  try {
    await onVirtualTime(async () => {
      await makeCalls(input, isGlobal ? undefined : transport, seen)
      seen.time = Date.now() - START
      seen.timersLeft = timersLeft()
    })
  } finally {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  }
  return seen
}

async function makeCalls(input: Input, fetch: Fetch | undefined, seen: Observation): Promise<void> {
  try {
    const api = clientOf(input, fetch, seen)
    if (input.concurrent) seen.outcomes = await Promise.all(input.calls.map(call => make(api, call)))
    else for (const call of input.calls) seen.outcomes.push(await make(api, call))
  } catch (error) {
    // No client was made.
    seen.outcomes = [thrownOutcome(error, undefined)]
  }
}

import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { Expected, Input, Outcome, Sent } from './case.ts'
import { type Noted, TOKEN } from './setup.ts'
import type { Exchange } from './transport.ts'

/** All that a case showed. */
export interface Seen extends Noted {
  exchanges: Exchange[]
  outcomes: Outcome[]
  time: number
  timersLeft: number
}

/** What is held against `wanted`; of the details only those that the case speaks of. */
export function actual(seen: Seen, expected: Expected) {
  const { exchanges, outcomes, time, renewals, timersLeft } = seen
  return {
    attempts: exchanges.length,
    delays: pauses(exchanges),
    ...{ time, renewals, timersLeft },
    open: exchanges.filter(({ endedAt }) => endedAt === undefined).map(({ url }) => url),
    outcomes: outcomes.map(outcome => ({ ...outcome, ends: endOf(outcome) })),
    ...(expected.sent && {
      sent: exchanges.map((exchange, index) => withAbsent(exchange, spokenOf(expected.sent?.[index]))),
    }),
    ...(expected.keys && { keys: keysOf(exchanges) }),
    ...(expected.hooks && { hooks: seen.hooks.map((event, index) => withAbsent(event, expected.hooks?.[index])) }),
  }
}

/** The expectation with what goes without saying: no timer and no connection is left behind. */
export function wanted({ sent, outcomes, ...expected }: Expected) {
  return {
    ...{ attempts: 1, delays: [], time: 0, renewals: 0, timersLeft: 0, open: [] },
    ...expected,
    outcomes: outcomes.map(outcome => ({ ...wantedOutcome(outcome), ends: endOf(outcome) })),
    ...(sent && { sent: sent.map(spokenOf) }),
  }
}

const endOf = ({ rejects, throws }: Outcome) => (rejects ? 'in an ApiError' : throws ? 'in another error' : 'well')

function wantedOutcome({ throws, ...outcome }: Outcome): object {
  return { ...outcome, ...(throws !== undefined && { throws: expect.stringContaining(throws) }) }
}

/** Names of headers are the same in any case (RFC 9110, 5.1). */
function spokenOf({ headers, ...request }: Sent = {}): Sent {
  if (!headers) return request
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  }
}

/** With null for each header that the case speaks of and that is not there. */
function withAbsent<T extends { headers?: unknown }>(shown: T, spoken: { headers?: unknown } = {}): T {
  const absent = Object.fromEntries(Object.keys(spoken.headers ?? {}).map(name => [name, null]))
  return spoken.headers === undefined ? shown : { ...shown, headers: { ...absent, ...(shown.headers as object) } }
}

/** The times before a request in which no other was under way, in ms. */
function pauses(exchanges: Exchange[]): number[] {
  const gaps = exchanges.map(({ startedAt }, index) => {
    const ends = exchanges.slice(0, index).map(({ endedAt }) => endedAt ?? startedAt)
    return index === 0 ? 0 : startedAt - Math.max(...ends)
  })
  return gaps.filter(gap => gap > 0)
}

/** Made keys by the order in which they came: the same letter, the same key. */
function keysOf(exchanges: Exchange[]): (string | null)[] {
  const made: string[] = []
  return exchanges.map(({ headers }) => {
    const key = headers['idempotency-key'] ?? null
    if (key === null || !/^[0-9a-f]{32}$/.test(key)) return key
    if (!made.includes(key)) made.push(key)
    return String.fromCharCode('A'.charCodeAt(0) + made.indexOf(key))
  })
}

/** Where a token or a password stands that may not: in an error or in what a hook is told. */
export function leaks({ exchanges, hooks, outcomes }: Seen, { client }: Input): string[] {
  const failures = outcomes.filter(outcome => endOf(outcome) !== 'well')
  const told = inspect([hooks, failures], { depth: 9 })
  const sent = exchanges.map(({ headers }) => headers.authorization?.replace('Bearer ', ''))
  const passwords = exchanges.map(({ body }) => /"password":"([^"]+)"/.exec(body)?.[1])
  return [...new Set([TOKEN, client?.token, ...sent, ...passwords])].filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '' && told.includes(secret),
  )
}

import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { Expected, Input, Outcome, Sent } from './case.ts'
import { type Recorded, TOKEN } from './setup.ts'
import type { Exchange } from './transport.ts'

/** Everything observed while a case ran. */
export interface Observation extends Recorded {
  exchanges: Exchange[]
  outcomes: Outcome[]
  time: number
  timersLeft: number
}

/** What is compared with `withDefaults`. Of requests, keys and hooks only what the case names. */
export function actual(seen: Observation, expected: Expected) {
  const { exchanges, outcomes, time, renewals, timersLeft } = seen
  return {
    attempts: exchanges.length,
    delays: pauses(exchanges),
    ...{ time, renewals, timersLeft },
    open: exchanges.filter(({ endedAt }) => endedAt === undefined).map(({ url }) => url),
    outcomes: outcomes.map(outcome => ({ ...outcome, ends: endOf(outcome) })),
    ...(expected.sent && {
      sent: exchanges.map((exchange, index) => withAbsent(exchange, normalized(expected.sent?.[index]))),
    }),
    ...(expected.keys && { keys: keysOf(exchanges) }),
    ...(expected.hooks && { hooks: seen.hooks.map((event, index) => withAbsent(event, expected.hooks?.[index])) }),
  }
}

/** The expectation with its defaults: no timer and no connection is left open. */
export function withDefaults({ sent, outcomes, ...expected }: Expected) {
  return {
    ...{ attempts: 1, delays: [], time: 0, renewals: 0, timersLeft: 0, open: [] },
    ...expected,
    outcomes: outcomes.map(outcome => ({ ...expectedOutcome(outcome), ends: endOf(outcome) })),
    ...(sent && { sent: sent.map(normalized) }),
  }
}

const endOf = ({ rejects, throws }: Outcome) => (rejects ? 'ApiError' : throws ? 'other error' : 'success')

function expectedOutcome({ throws, ...outcome }: Outcome): object {
  return { ...outcome, ...(throws !== undefined && { throws: expect.stringContaining(throws) }) }
}

/** Header names are case-insensitive (RFC 9110, 5.1). */
function normalized({ headers, ...request }: Sent = {}): Sent {
  if (!headers) return request
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  }
}

/** With null for each header that the case names and that is missing. */
function withAbsent<T extends { headers?: unknown }>(observed: T, named: { headers?: unknown } = {}): T {
  const absent = Object.fromEntries(Object.keys(named.headers ?? {}).map(name => [name, null]))
  return named.headers === undefined
    ? observed
    : { ...observed, headers: { ...absent, ...(observed.headers as object) } }
}

/** The times before a request in which no other was open, in ms. */
function pauses(exchanges: Exchange[]): number[] {
  const gaps = exchanges.map(({ startedAt }, index) => {
    const ends = exchanges.slice(0, index).map(({ endedAt }) => endedAt ?? startedAt)
    return index === 0 ? 0 : startedAt - Math.max(...ends)
  })
  return gaps.filter(gap => gap > 0)
}

/** Generated keys as letters, in order of their first use. */
function keysOf(exchanges: Exchange[]): (string | null)[] {
  const generated: string[] = []
  return exchanges.map(({ headers }) => {
    const key = headers['idempotency-key'] ?? null
    if (key === null || !/^[0-9a-f]{32}$/.test(key)) return key
    if (!generated.includes(key)) generated.push(key)
    return String.fromCharCode('A'.charCodeAt(0) + generated.indexOf(key))
  })
}

/** The tokens and passwords that appear in an error or in the arguments of a hook. */
export function leaks({ exchanges, hooks, outcomes }: Observation, { client }: Input): string[] {
  const failures = outcomes.filter(outcome => endOf(outcome) !== 'success')
  const visible = inspect([hooks, failures], { depth: 9 })
  const sent = exchanges.map(({ headers }) => headers.authorization?.replace('Bearer ', ''))
  const passwords = exchanges.map(({ body }) => /"password":"([^"]+)"/.exec(body)?.[1])
  return [...new Set([TOKEN, client?.token, ...sent, ...passwords])].filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '' && visible.includes(secret),
  )
}

import type { SentRequest } from '../exchange/exchange.ts'
import { TargetUnreachable } from './target-unreachable.ts'

/** Length of a rate limit window, in milliseconds, if a response has X-RateLimit-Remaining without X-RateLimit-Reset. */
const WINDOW = 60_000
/** Longest single wait, in milliseconds. */
const PATIENCE = 15 * 60_000
/** Retries after a 429. */
const AGAIN = 3

export interface Pacing {
  /** Milliseconds; ends early if the run is being stopped. */
  sleep(ms: number): Promise<void>
  /** Unix milliseconds. */
  now(): number
  /** Whether the run is being stopped, so that nothing is waited for. */
  isStopping(): boolean
  /** Called for each 429 that is waited out. */
  onLimited(sent: SentRequest, response: Response): void
}

/** The rate limit window of one token, as far as the target has announced it. */
interface Window {
  remaining: number
  /** Unix milliseconds at which the full limit is available again. */
  over: number
  /** Whether nothing was left again right after a wait without a 429, so that waiting is useless. */
  isUnreliable?: boolean
}

/**
 * Respects the target's rate limit: waits rather than send a request beyond `X-RateLimit-Remaining`, and retries after a 429 once
 * `Retry-After` has passed. Never waits longer than the target has announced: a 429 without an announced time is returned at once, like
 * the last one if retries fail. Expects one request at a time.
 */
export function paced(send: (sent: SentRequest) => Promise<Response>, { sleep, now, isStopping, onLimited }: Pacing) {
  const windows = new Map<string, Window>()
  /** Callers that have just waited for a window to end. */
  const waited = new Set<string>()

  async function free(key: string): Promise<void> {
    const window = windows.get(key)
    if (!window || window.remaining > 0 || window.isUnreliable || isStopping()) return
    if (window.over - now() > PATIENCE) {
      const minutes = Math.ceil((window.over - now()) / 60_000)
      throw new TargetUnreachable(
        `The target's rate limit rejects all requests for ${minutes} minutes; try again later`,
      )
    }
    if (window.over > now()) await sleep(window.over - now())
    windows.delete(key)
    waited.add(key)
  }

  return async (sent: SentRequest): Promise<Response> => {
    const key = callerOf(sent)
    for (let tries = 0; ; tries++) {
      await free(key)
      const response = await send(sent)
      const isLimited = response.status === 429
      const window = windowAfter(response, windows.get(key), now())
      const isUnreliable = waited.delete(key) && window?.remaining === 0 && !isLimited
      if (window) windows.set(key, isUnreliable ? { ...window, isUnreliable } : window)
      const tellsTime = isLimited && announcedWait(response.headers, now()) !== undefined
      if (!tellsTime || tries === AGAIN || isStopping()) return response
      onLimited(sent, response)
    }
  }
}

/** Limits apply per user, who is identified by the token. */
const callerOf = ({ headers }: SentRequest) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''

function windowAfter({ status, headers }: Response, before: Window | undefined, now: number): Window | undefined {
  if (status === 429) {
    const wait = announcedWait(headers, now)
    return wait === undefined ? undefined : { remaining: 0, over: now + wait }
  }
  const remaining = numberIn(headers.get('X-RateLimit-Remaining'))
  if (remaining === undefined) return before
  const until = untilReset(headers, now)
  if (until !== undefined) return { ...before, remaining, over: now + until }
  const isSame = before !== undefined && remaining < before.remaining
  return { ...before, remaining, over: isSame ? before.over : now + WINDOW }
}

/** Milliseconds after which a 429 allows another request; undefined if it does not tell. */
const announcedWait = (headers: Headers, now: number): number | undefined =>
  waitOf(headers.get('Retry-After'), now) ?? untilReset(headers, now)

/** Milliseconds until X-RateLimit-Reset. The target's clock may differ from ours, so an implausible value is ignored. */
function untilReset(headers: Headers, now: number): number | undefined {
  const told = numberIn(headers.get('X-RateLimit-Reset'))
  const until = told === undefined ? 0 : told * 1000 - now
  return until > 0 && until <= PATIENCE ? until : undefined
}

/** Milliseconds that a Retry-After (RFC 9110, 10.2.3) asks for, given in seconds or as a date. */
function waitOf(text: string | null, now: number): number | undefined {
  const seconds = numberIn(text)
  if (seconds !== undefined) return seconds * 1000
  const date = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

const numberIn = (text: string | null): number | undefined =>
  text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined

import { ApiError, malformedBody } from '../../server/http/errors.ts'
import type { MockState } from '../types/index.d.ts'
import type { World } from '../world/world.ts'

export async function readBody(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text())
  } catch {
    throw malformedBody()
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads `{"set": "2026-12-24T08:00:00Z"}` or `{"advance": "60d"}`. Throws 422. @returns milliseconds */
export function readClock(body: unknown): { set?: number; advance?: number } {
  const { set, advance } = objectOf(body)
  if (typeof set === 'string' && advance === undefined) return { set: readTime(set) }
  const [, amount, unit = ''] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(String(advance)) ?? []
  if (set === undefined && amount !== undefined) return { advance: Number(amount) * (UNITS[unit] ?? 0) }
  throw refuse('Send {"set": "2026-12-24T08:00:00Z"} or {"advance": "60d"}, with ms, s, m, h or d.')
}

/** Throws 422 for a date-time that is not valid or not in the years 2000 to 2999. @returns Unix milliseconds */
export function readTime(text: string): number {
  return assertTime(/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN)
}

/** Throws 422 for a time that is not in the years 2000 to 2999. @param time Unix milliseconds @returns the same */
export function assertTime(time: number): number {
  if (time >= Date.UTC(2000, 0) && time < Date.UTC(3000, 0)) return time
  throw refuse('The time must be a date and time such as 2026-11-22T12:00:00Z in the years 2000 to 2999.')
}

export const stateOf = (world: World): MockState => ({
  now: new Date(world.clock.now()).toISOString(),
  database: toBase64(world.bytes()),
})

/** Throws 422 unless the body is a state as stateOf() returns it. */
export function readState(body: unknown): { now: number; database: Uint8Array } {
  const { now, database } = objectOf(body)
  if (typeof now !== 'string' || typeof database !== 'string') throw refuse(STATE)
  const bytes = fromBase64(database)
  const isSqlite = new TextDecoder().decode(bytes.subarray(0, 15)) === 'SQLite format 3'
  if (!isSqlite) throw refuse(STATE)
  return { now: readTime(now), database: bytes }
}

const STATE = 'Send a state that GET /__mock/state returned.'

const objectOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {}

/** Uint8Array.toBase64 is not in all browsers yet. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return btoa(text)
}

/** Throws 422. */
export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    throw refuse(STATE)
  }
}

const refuse = (message: string) => new ApiError(422, 'validation_failed', message)

import type { ScenarioApi } from './scenario.ts'

/** RFC 3339 in UTC with whole seconds. Throws TypeError for what is no time, as when an answer's was none. */
export function instant(ms: number): string {
  if (Number.isNaN(ms)) throw new TypeError('a time is not one')
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export const dateOf = (at: string): string => at.slice(0, 10)

export const DAY = 24 * 60 * 60 * 1000

/** So many milliseconds later. */
export const later = (at: string, ms: number): string => instant(Date.parse(at) + ms)

/** The first second of a date, or of one some days after it. */
export const startOf = (date: string, days = 0): string => later(`${date}T00:00:00Z`, days * DAY)

/** How far the clocks of suite and target may be apart, in milliseconds; where one can be set there is just one. */
export const skew = (api: ScenarioApi): number => (api.isResettable ? 1000 : 120_000)

/** Fails unless an instant is now. */
export function isNow(api: ScenarioApi, at: unknown, what: string): void {
  const off = Math.abs(Date.parse(String(at)) - api.now())
  api.check(off <= skew(api), `${what} should be now, ${instant(api.now())}, not ${at}`)
}

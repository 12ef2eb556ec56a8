import type { ScenarioApi } from './scenario.ts'

/** RFC 3339 in UTC with whole seconds. Throws TypeError for an invalid time, such as one from an invalid response. */
export function toIsoSeconds(ms: number): string {
  if (Number.isNaN(ms)) throw new TypeError('an invalid time')
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export const dateOf = (at: string): string => at.slice(0, 10)

export const DAY = 24 * 60 * 60 * 1000

/** A time a number of milliseconds later. */
export const later = (at: string, ms: number): string => toIsoSeconds(Date.parse(at) + ms)

/** The first second of a date, or of a later one. */
export const startOf = (date: string, days = 0): string => later(`${date}T00:00:00Z`, days * DAY)

/** Accepted clock difference between suite and target in milliseconds; with a settable clock there is only one. */
export const skew = (api: ScenarioApi): number => (api.isResettable ? 1000 : 120_000)

/** Fails unless a time is now. */
export function isNow(api: ScenarioApi, at: unknown, what: string): void {
  const off = Math.abs(Date.parse(String(at)) - api.now())
  api.check(off <= skew(api), `${what} should be now, ${toIsoSeconds(api.now())}, not ${at}`)
}

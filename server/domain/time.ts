/** RFC 3339 in UTC with whole seconds, `2026-11-22T13:05:00Z`: fixed width, so text order is time order. */
export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** The same with milliseconds, `2026-11-22T13:05:00.000Z`, where a second is too coarse. */
export const moment = (ms: number): string => new Date(ms).toISOString()

/** The UTC date of an instant, `2026-11-22`. */
export const dateOf = (instant: string): string => instant.slice(0, 10)

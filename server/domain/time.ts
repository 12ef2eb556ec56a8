/** RFC 3339 in UTC with whole seconds, `2026-11-22T13:05:00Z`: fixed width, so text order is time order. */
export const toIsoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** The same with milliseconds, `2026-11-22T13:05:00.000Z`. */
export const toIsoMillis = (ms: number): string => new Date(ms).toISOString()

/** The UTC date of a date-time, `2026-11-22`. */
export const dateOf = (dateTime: string): string => dateTime.slice(0, 10)

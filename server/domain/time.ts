let lastSecond = Number.NaN
let lastText = ''

/** `2026-11-22T13:05:00`. The last text is kept: Date takes a microsecond to format, and most times of a request are in the same second. */
function withoutZone(ms: number): string {
  const second = Math.floor(ms / 1000)
  if (second !== lastSecond) {
    lastText = new Date(ms).toISOString().slice(0, 19)
    lastSecond = second
  }
  return lastText
}

/** RFC 3339 in UTC with whole seconds, `2026-11-22T13:05:00Z`: fixed width, so text order is time order. */
export const toIsoSeconds = (ms: number): string => `${withoutZone(ms)}Z`

/** The same with milliseconds, `2026-11-22T13:05:00.000Z`. */
export const toIsoMillis = (ms: number): string =>
  `${withoutZone(ms)}.${String(Math.floor(ms) - 1000 * Math.floor(ms / 1000)).padStart(3, '0')}Z`

/** The UTC date of a date-time, `2026-11-22`. */
export const dateOf = (dateTime: string): string => dateTime.slice(0, 10)

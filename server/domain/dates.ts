const DAY = 24 * 60 * 60 * 1000

/** Whether a text is a day of the calendar, `2026-11-22`. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text

/** The date a number of days later, or earlier if it is negative. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)

/** The clients of the demo data, and one without any data. */
export const ACME = 4
export const BJORN = 5
export const NEWCOMER = 6

/** One in 25 of the older rows, which only make lists long, belongs to Bjørn & Søn. */
export const ownerOf = (index: number): number => (index % 25 === 24 ? BJORN : ACME)

const DAY = 24 * 60 * 60 * 1000

/** @returns the date this many days later */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)

/** `INV-2025-0001` for 1. */
export const numbered = (series: string, place: number): string => `${series}-${String(place).padStart(4, '0')}`

import { InvalidArgumentError } from 'commander'
import { isDate } from '../domain/dates.ts'
import { parseRate } from '../domain/money.ts'

/** Parses the id or the email address of a user. */
export function userArgument(text: string): number | string {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  if (text.includes('@')) return text.trim()
  throw new InvalidArgumentError('It must be the id or the email address of a user.')
}

/** Parses the id of a ticket or its number, such as `TKT-2026-0001`. */
export function ticketArgument(text: string): number | string {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  if (/^TKT-/i.test(text)) return text.toUpperCase()
  throw new InvalidArgumentError('It must be the id or the number of a ticket, such as TKT-2026-0001.')
}

/** Parses a whole number within bounds, both included. */
export const wholeNumber =
  (minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const number = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
    if (number >= minimum && number <= maximum) return number
    throw new InvalidArgumentError(
      maximum === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number from ${minimum}.`
        : `It must be a whole number from ${minimum} to ${maximum}.`,
    )
  }

/** Parses a date such as `2026-11-22`. */
export function date(text: string): string {
  if (isDate(text)) return text
  throw new InvalidArgumentError('It must be a date such as 2026-11-22.')
}

/** Parses a date, which means its first second in UTC, or a date and time in UTC. */
export function dateTime(text: string): string {
  const full = isDate(text) ? `${text}T00:00:00Z` : text
  if (/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(full) && isDate(full.slice(0, 10))) return full
  throw new InvalidArgumentError(
    'It must be a date such as 2026-11-22 or a date and time such as 2026-11-22T13:05:00Z.',
  )
}

/** Parses a tax rate such as `19.00` into hundredths of a percent. */
export function taxRate(text: string): number {
  try {
    return parseRate(text)
  } catch {
    throw new InvalidArgumentError('It must be a rate in percent with two decimals, such as 19.00.')
  }
}

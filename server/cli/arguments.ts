import { InvalidArgumentError } from 'commander'

/** Parses the id or the email address of a user. */
export function userArgument(text: string): number | string {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  if (text.includes('@')) return text.trim()
  throw new InvalidArgumentError('It must be the id or the email address of a user.')
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

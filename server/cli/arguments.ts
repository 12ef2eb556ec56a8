import { InvalidArgumentError } from 'commander'

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

/** The server's only source of time, so that tests and demos can set it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/**
 * A clock that starts at a given time and runs on from there.
 * @param start Unix milliseconds
 */
export function clockFrom(start: number): Clock {
  const offset = start - Date.now()
  return { now: () => Date.now() + offset }
}

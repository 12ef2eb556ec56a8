/** The server's time; everything that asks for it gets it from here, so that a test or a demo can set it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that starts at an instant and runs on. @param start Unix milliseconds */
export function clockFrom(start: number): Clock {
  const offset = start - Date.now()
  return { now: () => Date.now() + offset }
}

import type { Progress } from '../run.ts'
import type { Target } from '../target.ts'

/** Whether a run writes to a running server. */
export const accessLine = ({ name, readOnly }: Target): string =>
  `${name} is ${readOnly ? 'tested read-only' : 'read and written to'}`

/**
 * Estimates the duration of a run.
 * @param requests still to come
 * @param limit requests per minute; undefined if the server has not told its limit
 */
export function planLine(requests: number, limit: number | undefined): string {
  const about = `About ${requests} more requests are planned`
  if (limit === undefined) return `${about}; the target reports no rate limit`
  const minutes = Math.ceil(requests / limit)
  const time = minutes <= 1 ? 'up to a minute' : `about ${minutes} minutes`
  return `${about}; at the target's limit of ${limit} per minute this takes ${time}`
}

export const stepLine = ({ step, done, of, requests }: Progress): string =>
  `${step}: ${done} of ${of}, ${requests} requests sent`

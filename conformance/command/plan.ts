import type { Progress } from '../run.ts'
import type { Target } from '../target.ts'

/** What a run does to a running server, told before it goes on. */
export const mannerOf = ({ name, readOnly }: Target): string =>
  `${name} is ${readOnly ? 'only read' : 'read and written to'}`

/**
 * How long it takes.
 * @param requests that are still to come
 * @param limit requests a minute; undefined when the server has told of none
 */
export function planOf(requests: number, limit: number | undefined): string {
  const about = `About ${requests} more requests are planned`
  if (limit === undefined) return `${about}; the target tells of no rate limit`
  const minutes = Math.ceil(requests / limit)
  const time = minutes <= 1 ? 'a minute or less' : `about ${minutes} minutes`
  return `${about}; at the ${limit} a minute that the target allows they take ${time}`
}

export const stepOf = ({ step, done, of, requests }: Progress): string =>
  `${step}: ${done} of ${of}, ${requests} requests sent`

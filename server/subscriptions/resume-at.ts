import { toIsoSeconds } from '../domain/time.ts'
import { validationFailed } from '../http/errors.ts'
import { addMonths } from './periods.ts'

const MAX_MONTHS = 5 * 12

/**
 * The time at which a pause ends automatically, in UTC. A date means its first second; fractions of a second are dropped.
 * Throws 422 unless it is after `now` and within 5 years.
 * @param given a date or a date-time with a time zone, already validated; null or undefined if the pause has no end
 */
export function parseResumeAt(given: string | null | undefined, now: string): string | null {
  if (given == null) return null
  const ms = Math.floor(Date.parse(given) / 1000) * 1000
  const start = Date.parse(now)
  if (ms <= start) throw invalid('must be a date after now.')
  if (ms > addMonths(start, MAX_MONTHS)) throw invalid('must be a date within 5 years.')
  return toIsoSeconds(ms)
}

const invalid = (rule: string) => validationFailed({ resume_at: [`The resume at field ${rule}`] })

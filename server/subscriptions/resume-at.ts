import { toIsoSeconds } from '../domain/time.ts'
import { validationFailed } from '../http/errors.ts'
import { addMonths } from './periods.ts'

const AT_MOST_MONTHS = 5 * 12

/**
 * When a pause is to end by itself, as a UTC instant; a date stands for its first second, fractions of a second are cut.
 * Throws 422 unless it comes after `now` and within 5 years.
 * @param given a date or a date-time with its zone, which the schema has found to be real; nothing for an open end
 */
export function resumeAt(given: string | null | undefined, now: string): string | null {
  if (given == null) return null
  const ms = Math.floor(Date.parse(given) / 1000) * 1000
  const start = Date.parse(now)
  if (ms <= start) throw refused('must be a date after now.')
  if (ms > addMonths(start, AT_MOST_MONTHS)) throw refused('must be a date within 5 years.')
  return toIsoSeconds(ms)
}

const refused = (rule: string) => validationFailed({ resume_at: [`The resume at field ${rule}`] })

import type { Report } from '../../report.ts'
import type { Format } from '../arguments.ts'
import { junitOf } from './junit.ts'
import { textOf } from './text.ts'
import type { Paint } from './violation.ts'

/** @param paint colours for a terminal; used by the text format only */
export function format(name: Format, report: Report, paint: Paint): string {
  if (name === 'json') return `${JSON.stringify(report, null, 2)}\n`
  return name === 'junit' ? junitOf(report) : textOf(report, paint)
}

import type { Finding } from '../../lint/finding.ts'
import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { code, count, prose } from './text.ts'

/** Only findings that the change introduces. */
export function findingsSection({ findings }: Review, most: number): string {
  if ('refused' in findings) return `### Lint\n\nNot available: ${prose(findings.refused)}`
  const { found } = findings
  if (found.length === 0) return ''
  const list = bullets(some(found, most, itemOf, 'findings'))
  return `### Lint: ${count(found.length, 'new finding')}\n\n${list}`
}

const itemOf = ({ rule, severity, file, line, message, hint }: Finding): string =>
  `**${severity}** ${prose(message)} (${code(rule)}; ${code(`${file}:${line}`)})${hint ? `<br>${prose(hint)}` : ''}`

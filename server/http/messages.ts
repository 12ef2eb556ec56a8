import type { z } from '@hono/zod-openapi'
import type { FieldErrors } from './errors.ts'
import type { Fields } from './fields.ts'

type Issue = z.core.$ZodIssue

/** What one part of a request (query, body) said, and what its schema found. */
export interface Judged {
  /** Field names in the order of openapi.yaml. */
  declared: readonly string[]
  sent: Fields
  issues: readonly Issue[]
  /** Whether a key that is not declared is refused. */
  closed: boolean
}

/**
 * One message a field: those declared first, in the order of openapi.yaml, then the unknown ones as sent.
 * @returns undefined when nothing is wrong
 */
export function fieldErrors(parts: readonly Judged[]): FieldErrors | undefined {
  const errors = new Map<string, string[]>()
  const add = (field: string, rule: string) => {
    if (!errors.has(field)) errors.set(field, [`The ${field.replaceAll(/[_-]/g, ' ')} field ${rule}`])
  }
  for (const { declared, sent, issues } of parts) {
    for (const field of declared) {
      if (sent.repeated.includes(field)) add(field, 'must not be repeated.')
      else if (sent.malformed.includes(field)) add(field, 'must not contain invalid characters.')
      const issue = issues.find(candidate => candidate.path[0] === field)
      if (issue && !errors.has(field)) errors.set(field, [messageOf(field, issue, sent.values[field])])
    }
  }
  for (const { declared, sent, closed } of parts) {
    if (!closed) continue
    const unknown = new Set([...Object.keys(sent.values), ...sent.repeated, ...sent.malformed])
    for (const field of declared) unknown.delete(field)
    for (const field of unknown) add(field, 'is prohibited.')
  }
  // fromEntries defines own properties, so a field called __proto__ is named like any other.
  return errors.size === 0 ? undefined : Object.fromEntries(errors)
}

function messageOf(field: string, issue: Issue, sent: unknown): string {
  const name = field.replaceAll(/[_-]/g, ' ')
  if (issue.code === 'invalid_value' && sent !== undefined) return `The selected ${name} is invalid.`
  return `The ${name} field ${ruleOf(issue, sent)}`
}

/** The house's sentence for a zod issue; `sent` is the value as it arrived. */
function ruleOf(issue: Issue, sent: unknown): string {
  if (sent === undefined) return 'is required.'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}.`
    case 'too_big':
      return issue.origin === 'string'
        ? `must not be greater than ${issue.maximum} characters.`
        : `must not be greater than ${issue.maximum}.`
    case 'too_small':
      return issue.origin === 'string' ? 'is required.' : `must be at least ${issue.minimum}.`
    case 'invalid_format':
      return formatRule(issue.format, sent)
    case 'invalid_union': {
      // A choice between formats (date or date-time) is judged by the alternative that came furthest.
      const inner = issue.errors.flat().find(({ code }) => code !== 'invalid_type') ?? issue.errors.flat()[0]
      return inner ? ruleOf(inner, sent) : 'is invalid.'
    }
    case 'custom':
      return issue.params?.rule === 'wellFormedText' ? 'must not contain invalid characters.' : 'is invalid.'
    default:
      return 'is invalid.'
  }
}

function formatRule(format: string, sent: unknown): string {
  if (typeof sent === 'string' && sent.trim() === '') return 'is required.'
  if (format === 'email') return 'must be a valid email address.'
  if (format === 'date' || format === 'date-time') return 'must be a valid date.'
  if (format === 'integer') return 'must be an integer.'
  return 'format is invalid.'
}

const ARTICLES: Record<string, string> = { int: 'an integer', object: 'an object', array: 'an array' }
const article = (expected: string) => ARTICLES[expected] ?? `a ${expected}`

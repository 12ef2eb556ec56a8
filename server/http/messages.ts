import type { z } from '@hono/zod-openapi'
import type { ReceivedFields } from './fields.ts'

type Issue = z.core.$ZodIssue

/** What one part of a request (query, body) said, and what its schema found. */
export interface RequestPart {
  /** Field names in the order of openapi.yaml. */
  declared: readonly string[]
  sent: ReceivedFields
  issues: readonly Issue[]
  /** Whether a key that is not declared is refused. */
  closed: boolean
}

/** So many unknown fields are named, the others counted: an answer must not outgrow by far what it answers. */
const MAX_NAMED_FIELDS = 20

/** What is wrong with a request, by field. */
export interface FieldErrorReport {
  errors: ReadonlyMap<string, string[]>
  /** How many more fields are wrong than are named. */
  unnamed: number
}

/**
 * One message a field: those declared first, in the order of openapi.yaml, then the unknown ones as sent.
 * @returns undefined when nothing is wrong
 */
export function fieldErrors(parts: readonly RequestPart[]): FieldErrorReport | undefined {
  const errors = new Map<string, string[]>()
  const add = (field: string, rule: string) => {
    if (!errors.has(field)) errors.set(field, [`The ${field.replaceAll(/[_-]/g, ' ')} field ${rule}`])
  }
  for (const { declared, sent, issues } of parts) {
    for (const field of declared) {
      if (sent.repeated.includes(field)) add(field, 'must not be repeated.')
      else if (sent.malformed.includes(field)) add(field, 'must not contain invalid characters.')
      if (errors.has(field)) continue
      const issue = issueOf(field, issues)
      if (issue) errors.set(field, [messageOf(field, issue, sent.values[field])])
    }
  }
  const unknown = parts.flatMap(({ declared, sent, closed }) =>
    closed ? sent.keys.filter(field => !declared.includes(field)) : [],
  )
  for (const field of unknown.slice(0, MAX_NAMED_FIELDS)) add(field, 'is prohibited.')
  if (errors.size === 0) return undefined
  return { errors, unnamed: Math.max(0, unknown.length - MAX_NAMED_FIELDS) }
}

/** A format says better than its pattern what is wrong. */
function issueOf(field: string, issues: readonly Issue[]): Issue | undefined {
  const own = issues.filter(({ path }) => path[0] === field)
  return own.find(issue => !(issue.code === 'invalid_format' && issue.format === 'regex')) ?? own[0]
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
      // Digits too many for any number: Number() makes Infinity of them.
      if (issue.expected === 'number' && typeof sent === 'string') return 'must be an integer.'
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
  if (format === 'date' || format === 'date-time') return 'must be a valid date.'
  if (typeof sent === 'string' && sent.trim() === '') return 'is required.'
  if (format === 'email') return 'must be a valid email address.'
  if (format === 'integer') return 'must be an integer.'
  return 'format is invalid.'
}

const ARTICLES: Record<string, string> = { int: 'an integer', object: 'an object', array: 'an array' }
const article = (expected: string) => ARTICLES[expected] ?? `a ${expected}`

import type { z } from '@hono/zod-openapi'
import type { ReceivedFields } from './fields.ts'

type Issue = z.core.$ZodIssue

/** The query or the body of a request, with the issues its schema found. */
export interface RequestPart {
  /** Field names in the order of openapi.yaml. */
  declared: readonly string[]
  sent: ReceivedFields
  issues: readonly Issue[]
  /** Whether undeclared keys are refused. */
  closed: boolean
}

/** Unknown fields that are listed; the others are only counted, so that a response does not grow far beyond its request. */
const MAX_NAMED_FIELDS = 20
/** In code points. Messages shorten longer names, for the same reason. */
const MAX_NAME_LENGTH = 100

const VISIBLE = /[\p{L}\p{N}\p{M}\p{P}\p{S}]/u
const CONTROL = /[\p{Cc}\u2028\u2029]/u

export interface FieldErrorReport {
  errors: ReadonlyMap<string, string[]>
  /** Number of invalid fields that are not in `errors`. */
  unnamed: number
}

/**
 * One message per invalid field: declared fields first, in the order of openapi.yaml, then unknown fields as sent.
 * @returns undefined when nothing is invalid
 */
export function fieldErrors(parts: readonly RequestPart[]): FieldErrorReport | undefined {
  if (parts.every(isValid)) return undefined
  const errors = new Map<string, string[]>()
  const add = (field: string, rule: string) => {
    if (!errors.has(field)) errors.set(field, [`The ${shownName(field)} field ${rule}`])
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

const isValid = ({ declared, sent, issues, closed }: RequestPart): boolean =>
  issues.length === 0 &&
  sent.repeated.length === 0 &&
  sent.malformed.length === 0 &&
  !(closed && sent.keys.some(key => !declared.includes(key)))

/** A name as it is written in a message. One that would vanish, such as `__`, is quoted. */
function shownName(field: string): string {
  const name = cut(field).replaceAll(/[_-]/g, ' ')
  return VISIBLE.test(name) ? name : JSON.stringify(cut(field))
}

function cut(name: string): string {
  // The slice contains all the code points that are kept.
  const points = [...name.slice(0, 2 * MAX_NAME_LENGTH + 2)]
  return points.length > MAX_NAME_LENGTH ? `${points.slice(0, MAX_NAME_LENGTH).join('')}…` : name
}

/** The issue to report for a field. A format is preferred to a pattern, because its message is more precise. */
function issueOf(field: string, issues: readonly Issue[]): Issue | undefined {
  const own = issues.filter(({ path }) => path[0] === field)
  return own.find(issue => !(issue.code === 'invalid_format' && issue.format === 'regex')) ?? own[0]
}

function messageOf(field: string, issue: Issue, sent: unknown): string {
  const name = shownName(field)
  if (issue.code === 'invalid_value' && sent !== undefined) return `The selected ${name} is invalid.`
  return `The ${name} field ${ruleOf(issue, sent)}`
}

/** The contract's message for a zod issue. @param sent the value before validation */
function ruleOf(issue: Issue, sent: unknown): string {
  if (sent === undefined) return 'is required.'
  switch (issue.code) {
    case 'invalid_type':
      // Too many digits: Number() returned Infinity, which the schema does not accept as a number.
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
      // For a choice between formats (date or date-time), report the alternative that got past the type check.
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
  if (typeof sent === 'string' && !VISIBLE.test(sent)) return 'is required.'
  if (format === 'email') return 'must be a valid email address.'
  if (format === 'integer') return 'must be an integer.'
  if (typeof sent === 'string' && CONTROL.test(sent.trim())) return 'must not contain invalid characters.'
  return 'format is invalid.'
}

const ARTICLES: Record<string, string> = { int: 'an integer', object: 'an object', array: 'an array' }
const article = (expected: string) => ARTICLES[expected] ?? `a ${expected}`

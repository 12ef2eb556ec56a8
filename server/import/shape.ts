import type { z } from '@hono/zod-openapi'
import type { Problems } from './problems.ts'

type Issue = z.core.$ZodIssue

/** The parsed value, or undefined and a problem for each field that is not as the schema says. */
export function parseRow<T>(schema: z.ZodType<T>, value: unknown, place: string, problems: Problems): T | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const path = issue.path.map(key => (typeof key === 'number' ? String(key + 1) : String(key))).join(' ')
    problems.add(path === '' ? place : `${place}, ${path}`, messageOf(issue, valueAt(value, issue.path)))
  }
  return undefined
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((at: unknown, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value)

function messageOf(issue: Issue, given: unknown): string {
  if (given === undefined) return 'is required'
  const shown = shorten(JSON.stringify(given))
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.map(shorten).join(', ')}`
    case 'invalid_type':
      return `is ${shown}, but must be ${nameOf(issue.expected)}`
    case 'invalid_value':
      return `is ${shown}, but must be one of ${issue.values.join(', ')}`
    case 'invalid_format':
      return `is ${shown}, but must ${issue.pattern === undefined ? `be a valid ${issue.format}` : ruleOf(issue.pattern)}`
    case 'too_big':
      return `is ${shown}, but must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'too_small':
      return `is ${shown}, but must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`
    case 'custom':
      return 'has characters that cannot be stored'
    default:
      return `is ${shown}, which is not valid`
  }
}

const LONGEST = 60

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

const nameOf = (type: string): string => (type === 'array' ? 'a list' : type === 'object' ? 'an object' : `a ${type}`)

/** @param pattern zod gives it as text between slashes, with its flags */
function ruleOf(pattern: string): string {
  const text = pattern.replace(/^\/(.*)\/\w*$/s, '$1')
  // The patterns of codegen/import/document.ts, which are hard to read.
  if (text.startsWith('^(?=.*')) return 'be one line of visible text, without control characters'
  if (text.startsWith('^(?=')) return 'be visible text, without control characters other than line breaks and tabs'
  return `match ${text}`
}

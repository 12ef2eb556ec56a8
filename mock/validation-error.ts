import { annotations, type FormatName, formats } from '../openapi/formats.ts'
import { type ApiError, validationFailed } from '../server/http/errors.ts'
import { fieldErrors, type RequestPart } from '../server/http/messages.ts'
import type { Diagnostic } from './prism.ts'
import { isCanonical, isInteger, type Part } from './request-parts.ts'

type Issue = RequestPart['issues'][number]

/** Which finding speaks for a field that has several, the first; all others after them. */
const RANK = ['required', 'type', 'enum', 'format', 'maxLength', 'minLength', 'pattern', 'minimum', 'maximum']

/**
 * What Prism and `x-input` find wrong in parts of a request, as the 422 of the contract.
 * @returns undefined when nothing is wrong
 */
export function refusalOf(parts: readonly Part[], diagnostics: readonly Diagnostic[]): ApiError | undefined {
  const found = parts.map(part => diagnostics.filter(diagnostic => concerns(part, diagnostic)))
  const judged = parts.map(({ schemas, sent, closed }, index) => {
    const issues = [...houseIssues(schemas, sent.values), ...prismIssues(found[index] ?? [], Object.keys(schemas))]
    return { declared: Object.keys(schemas), sent, issues, closed }
  })
  const wrong = fieldErrors(judged)
  if (wrong) return validationFailed(wrong.errors, wrong.unnamed)
  // A rule about the whole, `minProperties` for one, belongs to no field.
  const [whole] = found.flat()
  return whole && validationFailed({ [whole.path?.[0] ?? '']: [`${whole.message}.`] })
}

function houseIssues(schemas: Part['schemas'], values: Record<string, unknown>): Issue[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const isIllFormed = typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())
    if (isIllFormed) return [issue(field, { code: 'custom', params: { rule: 'wellFormedText' } })]
    if (!isInteger(schemas[field]) || isCanonical(value)) return []
    return [issue(field, { code: 'invalid_format', format: 'integer' })]
  })
}

function prismIssues(diagnostics: readonly Diagnostic[], declared: readonly string[]): Issue[] {
  const rank = (diagnostic: Diagnostic) => {
    const place = RANK.indexOf(String(diagnostic.code))
    // That a value is not null is the last to say: null stands for an absent one.
    return place === -1 || typeOf(diagnostic) === 'null' ? RANK.length : place
  }
  return [...diagnostics]
    .sort((a, b) => rank(a) - rank(b))
    .map(diagnostic => issue(fieldOf(diagnostic, declared), findingOf(diagnostic)))
}

/** Prism has formats of its own, a stricter `email` for one; what ours accept is right. */
function concerns({ place, schemas, sent }: Part, diagnostic: Diagnostic): boolean {
  if (diagnostic.path?.[0] !== place) return false
  if (diagnostic.code !== 'format') return true
  const format = formatOf(diagnostic)
  if (annotations.includes(format)) return false
  const value = sent.values[fieldOf(diagnostic, Object.keys(schemas))]
  return diagnostic.path.length !== 2 || typeof value !== 'string' || !formats[format as FormatName]?.(value)
}

/** The field stands in the path, in lower case where it is a parameter; a missing one only in the message. */
function fieldOf({ path = [], code, message }: Diagnostic, declared: readonly string[]): string {
  const name = path[1] ?? (code === 'required' ? /property '(.*)'$/.exec(message)?.[1] : undefined) ?? ''
  return declared.find(field => field === name) ?? declared.find(field => plain(field) === plain(name)) ?? name
}

const plain = (name: string) => name.toLowerCase().replaceAll('-', '_')
const formatOf = ({ message }: Diagnostic) => /format "([^"]*)"$/.exec(message)?.[1] ?? ''
const limitOf = ({ message }: Diagnostic) => Number(/(-?[\d.]+)\D*$/.exec(message)?.[1])
const typeOf = ({ message }: Diagnostic) => /must be (\w+)(,\w+)*$/.exec(message)?.[1] ?? ''

/** A finding in the shape zod would give it, which is the one the sentences are made from. */
function findingOf(diagnostic: Diagnostic): object {
  switch (diagnostic.code) {
    case 'type': {
      const type = typeOf(diagnostic)
      return { code: 'invalid_type', expected: type === 'integer' ? 'int' : type }
    }
    case 'enum':
      return { code: 'invalid_value' }
    case 'format':
      return { code: 'invalid_format', format: formatOf(diagnostic) }
    case 'pattern':
      return { code: 'invalid_format', format: 'regex' }
    case 'maxLength':
      return { code: 'too_big', origin: 'string', maximum: limitOf(diagnostic) }
    case 'minLength':
      return { code: 'too_small', origin: 'string' }
    case 'maximum':
      return { code: 'too_big', origin: 'number', maximum: limitOf(diagnostic) }
    case 'minimum':
      return { code: 'too_small', origin: 'number', minimum: limitOf(diagnostic) }
    default:
      return { code: 'custom' }
  }
}

const issue = (field: string, finding: object) => ({ ...finding, path: [field] }) as unknown as Issue

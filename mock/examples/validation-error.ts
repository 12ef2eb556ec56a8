import { annotations, type FormatName, formats } from '../../openapi/formats.ts'
import { type ApiError, validationFailed } from '../../server/http/errors.ts'
import { fieldErrors, type RequestPart } from '../../server/http/messages.ts'
import type { Diagnostic } from './prism.ts'
import {
  combined,
  type FieldSchema,
  isCanonical,
  isInteger,
  itemSchema,
  type Part,
  refusesBlank,
} from './request-parts.ts'

type Issue = RequestPart['issues'][number]

/** The keywords in order of precedence, for fields with several errors. */
const PRECEDENCE = ['required', 'type', 'enum', 'format', 'maxLength', 'minLength', 'pattern', 'minimum', 'maximum']

/**
 * Turns what Prism reports, and violations of `x-input`, into the contract's 422.
 * @returns undefined when the parts are valid
 */
export function toValidationError(parts: readonly Part[], diagnostics: readonly Diagnostic[]): ApiError | undefined {
  const found = parts.map(part => diagnostics.filter(diagnostic => appliesTo(part, diagnostic)))
  const checkedParts = parts.map(({ schemas, sent, closed }, index) => {
    const issues = [...inputRuleIssues(schemas, sent.values), ...prismIssues(found[index] ?? [], Object.keys(schemas))]
    return { declared: Object.keys(schemas), sent, issues, closed }
  })
  const report = fieldErrors(checkedParts)
  if (report) return validationFailed(report.errors, report.unnamed)
  // A keyword such as `minProperties` concerns the whole object and no single field.
  const [general] = found.flat()
  return general && validationFailed({ [general.path?.[0] ?? '']: [`${general.message}.`] })
}

function inputRuleIssues(schemas: Part['schemas'], values: Record<string, unknown>): Issue[] {
  const sent = Object.entries(values).flatMap(([field, value]) => [value].flat().map(each => [field, each] as const))
  return sent.flatMap(([field, value]) => {
    const isIllFormed = typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())
    if (isIllFormed) return [issue(field, { code: 'custom', params: { rule: 'wellFormedText' } })]
    const schema = Object.hasOwn(schemas, field) ? itemSchema(schemas[field]) : undefined
    const isBlank = typeof value === 'string' && value.trim() === ''
    if (isBlank && refusesBlank(schema)) return [issue(field, { code: 'too_small', origin: 'string' })]
    const format = typeof value === 'string' ? refusingFormat(schema, value) : undefined
    if (format !== undefined) return [issue(field, { code: 'invalid_format', format })]
    if (!isInteger(schema) || isCanonical(value)) return []
    return [issue(field, { code: 'invalid_format', format: 'integer' })]
  })
}

/** The first format of a schema, all of whose texts have one, if none of them accepts the value. Prism's own formats accept more. */
function refusingFormat(schema: FieldSchema | undefined, value: string): string | undefined {
  const texts = combined(schema).filter(
    part => [part.type].flat().includes('string') || 'enum' in part || 'const' in part,
  )
  const isRefused = ({ format = '' }: FieldSchema) => formats[format as FormatName]?.(value) === false
  return texts.every(isRefused) ? texts[0]?.format : undefined
}

function prismIssues(diagnostics: readonly Diagnostic[], declared: readonly string[]): Issue[] {
  const rank = (diagnostic: Diagnostic) => {
    const place = PRECEDENCE.indexOf(String(diagnostic.code))
    return place === -1 || typeOf(diagnostic) === 'null' ? PRECEDENCE.length : place
  }
  // "must be null" and "must match a schema in anyOf" are no help beside another error of the field.
  const isUseful = (diagnostic: Diagnostic) =>
    rank(diagnostic) < PRECEDENCE.length ||
    !diagnostics.some(
      other => rank(other) < PRECEDENCE.length && fieldOf(other, declared) === fieldOf(diagnostic, declared),
    )
  return diagnostics
    .filter(isUseful)
    .sort((a, b) => rank(a) - rank(b))
    .map(diagnostic => issue(fieldOf(diagnostic, declared), toZodIssue(diagnostic)))
}

/** Whether a diagnostic concerns the part. Prism's own formats are ignored where ours accept the value: its `email` is stricter. */
function appliesTo({ place, schemas, sent }: Part, diagnostic: Diagnostic): boolean {
  if (diagnostic.path?.[0] !== place) return false
  if (diagnostic.code !== 'format') return true
  const format = formatOf(diagnostic)
  if (annotations.includes(format)) return false
  const value = sent.values[fieldOf(diagnostic, Object.keys(schemas))]
  return diagnostic.path.length !== 2 || typeof value !== 'string' || !formats[format as FormatName]?.(value)
}

/** The name is in the path, in lower case for parameters. A missing field is named only in the message. */
function fieldOf({ path = [], code, message }: Diagnostic, declared: readonly string[]): string {
  const name = path[1] ?? (code === 'required' ? /property '(.*)'$/.exec(message)?.[1] : undefined) ?? ''
  return declared.find(field => field === name) ?? declared.find(field => plain(field) === plain(name)) ?? name
}

const plain = (name: string) => name.toLowerCase().replaceAll('-', '_')
const formatOf = ({ message }: Diagnostic) => /format "([^"]*)"$/.exec(message)?.[1] ?? ''
const limitOf = ({ message }: Diagnostic) => Number(/(-?[\d.]+)\D*$/.exec(message)?.[1])
const typeOf = ({ message }: Diagnostic) => /must be (\w+)(,\w+)*$/.exec(message)?.[1] ?? ''

/** The diagnostic in the form of a zod issue, from which fieldErrors creates the messages. */
function toZodIssue(diagnostic: Diagnostic): object {
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
    case 'maxItems':
      return { code: 'too_big', origin: 'array', maximum: limitOf(diagnostic) }
    case 'minItems':
      return { code: 'too_small', origin: 'array', minimum: limitOf(diagnostic) }
    case 'maximum':
      return { code: 'too_big', origin: 'number', maximum: limitOf(diagnostic) }
    case 'minimum':
      return { code: 'too_small', origin: 'number', minimum: limitOf(diagnostic) }
    default:
      return { code: 'custom' }
  }
}

const issue = (field: string, finding: object) => ({ ...finding, path: [field] }) as unknown as Issue

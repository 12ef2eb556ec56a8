import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Operation } from '../../openapi/operations.ts'
import type { Shape } from '../contract/request-shape.ts'
import { type Coverage, createCoverage } from '../coverage/coverage.ts'
import { createRuleCells, type RuleCells } from '../coverage/rule-cells.ts'
import type { Exchange, ReceivedResponse, SentRequest } from '../exchange/exchange.ts'
import type { Violation } from '../report.ts'
import type { Mismatch } from '../validation/mismatch.ts'
import { createResponseValidator } from '../validation/response.ts'
import { curlLine } from './curl.ts'
import { redactSecrets } from './secrets.ts'

/** Thrown to end a run at its first violation. */
export class StoppedAtFirstViolation extends Error {}

/** Violations of one rule in one operation that are stored in full; all of them are counted. */
const MAX_STORED = 20

/** Collects everything found during a run. */
export interface Recorder {
  violations: Violation[]
  coverage: Coverage
  rules: RuleCells
  counts: { requests: number; violations: number }
  /** Secrets that must not appear in a report, each with its replacement. */
  secrets: Map<string, string>
  /** Validates a response. Without a shape it belongs to no operation: only errors are validated then. */
  check(shape: Shape | undefined, name: string, exchange: Exchange): void
  addViolation(
    shape: Shape | undefined,
    name: string,
    mismatch: Omit<Mismatch, 'pointer'> & { pointer?: string },
    exchange?: Exchange,
  ): void
}

export function createRecorder(
  document: OpenApiDocument,
  shapes: readonly Shape[],
  origin: string,
  { isStrict, stopAtFirst, tested }: { isStrict: boolean; stopAtFirst: boolean; tested: readonly Operation[] },
): Recorder {
  const operations = shapes.map(({ operation }) => operation)
  const validator = createResponseValidator(document, operations, isStrict)
  const coverage = createCoverage(document, tested, tested.length === shapes.length)
  const rules = createRuleCells()
  const counts = { requests: 0, violations: 0 }
  const violations: Violation[] = []
  const secrets = new Map<string, string>()
  const perRule = new Map<string, number>()

  const redact = (text: string) => redactSecrets(text, secrets)

  function addViolation(
    shape: Shape | undefined,
    name: string,
    { rule, message, pointer }: { rule: string; message: string; pointer?: string },
    exchange?: Exchange,
  ): void {
    counts.violations++
    const operation = shape?.id ?? ''
    const many = (perRule.get(`${operation} ${rule}`) ?? 0) + 1
    perRule.set(`${operation} ${rule}`, many)
    if (many <= MAX_STORED) {
      const { line, column } = document.place(pointer ?? shape?.operation.pointer ?? '#')
      violations.push({
        operation,
        rule,
        message: redact(message),
        case: name,
        place: `${document.file}:${line}:${column}`,
        ...(exchange && {
          request: shownRequest(exchange.sent, redact),
          response: shownResponse(exchange.response, redact),
          curl: curlLine(origin, exchange.sent, secrets),
        }),
      })
    }
    if (stopAtFirst) throw new StoppedAtFirstViolation()
  }

  return {
    violations,
    coverage,
    rules,
    counts,
    secrets,
    addViolation,
    check(shape, name, exchange) {
      const { sent, response } = exchange
      const found = shape ? validator.validate(shape.operation, sent.method, response) : errorsOf(response)
      for (const mismatch of found) addViolation(shape, name, mismatch, exchange)
      if (found.length > 0) return
      if (!shape) {
        if (response.status >= 400) coverage.sawError(response)
        return
      }
      for (const uri of coverage.saw(shape.operation, sent.method, response)) {
        if (!leadsNowhere(uri)) continue
        addViolation(shape, name, { rule: 'link', message: `${uri} is not a path of the contract` }, exchange)
      }
    },
  }

  function errorsOf(response: ReceivedResponse): Mismatch[] {
    return response.status >= 400 ? validator.validateCommonError(response) : []
  }

  /** Whether a URI of the target itself matches no path of the contract. */
  function leadsNowhere(uri: string): boolean {
    if (!uri.startsWith(`${origin}/`)) return false
    const { pathname } = new URL(uri)
    return !shapes.some(({ pattern }) => pattern.test(pathname))
  }
}

/** Longest body text in a report, in characters. */
const MAX_BODY_LENGTH = 2000

function shownRequest(
  { method, path, headers, body }: SentRequest,
  redact: (text: string) => string,
): Violation['request'] {
  const text = typeof body === 'string' ? body : body && new TextDecoder().decode(body)
  return {
    method,
    path: redact(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redact(value)])),
    ...(text !== undefined && { body: shorten(redact(text)) }),
  }
}

const shownResponse = (
  { status, headers, text }: ReceivedResponse,
  redact: (text: string) => string,
): Violation['response'] => ({
  status,
  headers: Object.fromEntries([...headers].map(([name, value]) => [name, redact(value)])),
  body: shorten(redact(text)),
})

const shorten = (text: string) =>
  text.length > MAX_BODY_LENGTH ? `${text.slice(0, MAX_BODY_LENGTH)}… (${text.length} characters)` : text

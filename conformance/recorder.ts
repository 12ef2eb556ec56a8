import type { OpenApiDocument } from '../openapi/document.ts'
import type { Shape } from './contract/shape.ts'
import { curlLine } from './curl.ts'
import type { Answered, Exchange, Sent } from './exchange.ts'
import { createAnswerJudge, type Finding } from './judge/answer.ts'
import { type Coverage, createCoverage } from './judge/coverage.ts'
import type { Violation } from './report.ts'
import { hidden } from './secrets.ts'

/** Thrown to end a run at its first violation. */
export class Stopped extends Error {}

/** Violations of one rule in one operation that are stored in full; all of them are counted. */
const KEPT = 20

/** Collects everything found during a run. */
export interface Recorder {
  violations: Violation[]
  coverage: Coverage
  counts: { requests: number; violations: number }
  /** Secrets that must not appear in a report, each with its replacement. */
  secrets: Map<string, string>
  /** Validates a response. Without a shape it belongs to no operation: only errors are validated then. */
  judge(shape: Shape | undefined, name: string, exchange: Exchange): void
  violate(
    shape: Shape | undefined,
    name: string,
    finding: Omit<Finding, 'pointer'> & { pointer?: string },
    exchange?: Exchange,
  ): void
}

export function createRecorder(
  document: OpenApiDocument,
  shapes: readonly Shape[],
  origin: string,
  { isStrict, stopAtFirst }: { isStrict: boolean; stopAtFirst: boolean },
): Recorder {
  const operations = shapes.map(({ operation }) => operation)
  const answers = createAnswerJudge(document, operations, isStrict)
  const coverage = createCoverage(document, operations)
  const counts = { requests: 0, violations: 0 }
  const violations: Violation[] = []
  const secrets = new Map<string, string>()
  const perRule = new Map<string, number>()

  const hide = (text: string) => hidden(text, secrets)

  function violate(
    shape: Shape | undefined,
    name: string,
    { rule, message, pointer }: { rule: string; message: string; pointer?: string },
    exchange?: Exchange,
  ): void {
    counts.violations++
    const operation = shape?.id ?? ''
    const many = (perRule.get(`${operation} ${rule}`) ?? 0) + 1
    perRule.set(`${operation} ${rule}`, many)
    if (many <= KEPT) {
      const { line, column } = document.place(pointer ?? shape?.operation.pointer ?? '#')
      violations.push({
        operation,
        rule,
        message: hide(message),
        case: name,
        place: `${document.file}:${line}:${column}`,
        ...(exchange && {
          request: shownRequest(exchange.sent, hide),
          response: shownResponse(exchange.answered, hide),
          curl: curlLine(origin, exchange.sent, secrets),
        }),
      })
    }
    if (stopAtFirst) throw new Stopped()
  }

  return {
    violations,
    coverage,
    counts,
    secrets,
    violate,
    judge(shape, name, exchange) {
      const { sent, answered } = exchange
      const found = shape ? answers.judge(shape.operation, sent.method, answered) : errorsOf(answered)
      for (const finding of found) violate(shape, name, finding, exchange)
      if (found.length > 0) return
      if (!shape) {
        if (answered.status >= 400) coverage.sawError(answered)
        return
      }
      for (const uri of coverage.saw(shape.operation, sent.method, answered)) {
        if (!leadsNowhere(uri)) continue
        violate(shape, name, { rule: 'link', message: `${uri} is not a path of the contract` }, exchange)
      }
    },
  }

  function errorsOf(answered: Answered): Finding[] {
    return answered.status >= 400 ? answers.judgeError(answered) : []
  }

  /** Whether a URI of the target itself matches no path of the contract. */
  function leadsNowhere(uri: string): boolean {
    if (!uri.startsWith(`${origin}/`)) return false
    const { pathname } = new URL(uri)
    return !shapes.some(({ pattern }) => pattern.test(pathname))
  }
}

/** Longest body text in a report, in characters. */
const SHOWN = 2000

function shownRequest({ method, path, headers, body }: Sent, hide: (text: string) => string): Violation['request'] {
  const text = typeof body === 'string' ? body : body && new TextDecoder().decode(body)
  return {
    method,
    path: hide(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide(value)])),
    ...(text !== undefined && { body: shorten(hide(text)) }),
  }
}

const shownResponse = ({ status, headers, text }: Answered, hide: (text: string) => string): Violation['response'] => ({
  status,
  headers: Object.fromEntries([...headers].map(([name, value]) => [name, hide(value)])),
  body: shorten(hide(text)),
})

const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text)

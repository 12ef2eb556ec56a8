/** `kept`: no violation, no cell uncovered. `broken`: one of them. `unjudged`: the target could not be asked. */
export type Verdict = 'kept' | 'broken' | 'unjudged'

/** The result of a run. */
export interface Report {
  contract: { file: string; title: string; version: string }
  target: string
  verdict: Verdict
  /** Why nothing could be judged; only with the verdict `unjudged`. */
  reason?: string
  counts: {
    requests: number
    cases: number
    /** Cases that were not sent: each would write where nothing can be put back, or needs another account. */
    leftOut: number
    scenarios: number
    violations: number
    cells: number
    covered: number
    /** Cells that stayed uncovered for a listed reason. */
    excused: number
  }
  violations: Violation[]
  cells: Cell[]
  scenarios: ScenarioResult[]
}

/** One thing that the target said and the contract does not, or the other way round. */
export interface Violation {
  /** operationId; empty for what lies outside any operation. */
  operation: string
  /** `status`, `media-type`, `body`, `header`, `undeclared-header`, `error-code`, `accepted`, `refused`, `fields`, `scenario` … */
  rule: string
  message: string
  /** The case or scenario that showed it. */
  case: string
  /** `openapi.yaml:LINE:COLUMN` of what was not kept. */
  place?: string
  request?: { method: string; path: string; headers: Record<string, string>; body?: string }
  response?: { status: number; headers: Record<string, string>; body: string }
  /** A line that sends the request again, with $TOKEN and $CLUSTRIX_PASSWORD for what is secret. */
  curl?: string
}

/**
 * Something the contract declares and a run must have seen.
 * `answer`: operation × status × media type; `header`: operation × status × header;
 * `value`: a member of an enum, a null, a property or header that may be absent, in answers.
 */
export interface Cell {
  kind: 'answer' | 'header' | 'value'
  /** `listInvoices 200 application/json`, `listInvoices 200 X-Request-Id`, `#/components/schemas/InvoiceStatus enum "paid"`. */
  name: string
  operation?: string
  status?: string
  mediaType?: string
  header?: string
  pointer?: string
  /** How many answers showed it. */
  seen: number
  /** Why it may stay uncovered. */
  excuse?: string
}

export interface ScenarioResult {
  name: string
  result: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped or how it failed. */
  reason?: string
}

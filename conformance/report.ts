/** `passed`: no violation and no uncovered cell. `failed`: at least one of them. `inconclusive`: the run could not be completed. */
export type Verdict = 'passed' | 'failed' | 'inconclusive'

/** The result of a run. */
export interface Report {
  contract: { file: string; title: string; version: string }
  target: string
  verdict: Verdict
  /** Why the run could not be completed; only with the verdict `inconclusive`. */
  reason?: string
  counts: {
    requests: number
    cases: number
    /** Cases not sent: they would write to a target that cannot be reset, or need another account. */
    skipped: number
    scenarios: number
    violations: number
    cells: number
    covered: number
    /** Uncovered cells with an exclusion. */
    excluded: number
  }
  violations: Violation[]
  cells: Cell[]
  scenarios: ScenarioResult[]
  /** What was left out because the contract does not have it, one sentence each. */
  leftOut: string[]
}

/** One difference between the target and the contract. */
export interface Violation {
  /** operationId; empty if no operation is concerned. */
  operation: string
  /** `status`, `media-type`, `body`, `header`, `undeclared-header`, `acceptance`, `refusal`, `fields`, `scenario` … */
  rule: string
  message: string
  /** Name of the case or scenario that found it. */
  case: string
  /** `openapi.yaml:LINE:COLUMN` of the violated part of the contract. */
  place?: string
  request?: { method: string; path: string; headers: Record<string, string>; body?: string }
  response?: { status: number; headers: Record<string, string>; body: string }
  /** A shell command that sends the request again, with $TOKEN and $CLUSTRIX_PASSWORD in place of secrets. */
  curl?: string
}

/**
 * Something that the contract declares and a run must observe.
 * `response`: operation × status × media type; `header`: operation × status × header;
 * `value`: an enum value, a null, or an optional property or header that is present or absent in a response;
 * `rule`: a requirement that follows from the shape of an operation, such as its pages.
 */
export interface Cell {
  kind: 'response' | 'header' | 'value' | 'rule'
  /** `listInvoices 200 application/json`, `listInvoices 200 X-Request-Id`, `#/components/schemas/InvoiceStatus enum "paid"`. */
  name: string
  operation?: string
  status?: string
  mediaType?: string
  header?: string
  pointer?: string
  /** Number of responses that contained it; how often a rule was checked. */
  seen: number
  /** Why a rule could not be checked. */
  reason?: string
  /** Why it may stay uncovered. */
  exclusion?: string
  /** For an uncovered cell, what to add to which file of this repository. */
  hint?: string
}

export interface ScenarioResult {
  name: string
  result: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped or failed. */
  reason?: string
}

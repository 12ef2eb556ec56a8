import type { Severity, Verdict } from '../change.ts'

/** What a change means for clients. */
export interface Outcome {
  verdict: Verdict
  severity: Severity
}

/** Some clients that follow the contract fail. */
export const BREAKS: Outcome = { verdict: 'breaking', severity: 'error' }
/** Clients may fail, depending on what they rely on. */
export const MAY_BREAK: Outcome = { verdict: 'breaking', severity: 'warning' }
export const WORKS: Outcome = { verdict: 'compatible', severity: 'info' }
/** Clients keep working, but a person should look: behaviour or generated names change. */
export const WATCH: Outcome = { verdict: 'compatible', severity: 'warning' }
export const DOCS: Outcome = { verdict: 'docs', severity: 'info' }
/** Requests and responses stay the same, but names in generated code may change. */
export const NAMES: Outcome = { verdict: 'docs', severity: 'warning' }

/** For data that the server reads (requests), and for data that it sends (responses). */
export interface Sides<T> {
  request: T
  response: T
}

export interface Rule {
  /** A single outcome if it does not depend on the side; such changes have the direction `none`. */
  outcome: Outcome | Sides<Outcome>
  /** `{owner}` is the object that holds the change, `{what}` its subject, `{from}` and `{to}` the two values. */
  message: string
  hint: string | Sides<string>
}

/** The same outcome on either side, with the direction reported. */
export const onBoth = <T>(each: T): Sides<T> => ({ request: each, response: each })

export const isSided = <T extends object | string>(value: T | Sides<T>): value is Sides<T> =>
  typeof value === 'object' && 'request' in value

/** Fewer values are valid: breaks senders (contravariance), safe for readers. */
export const narrowed = (message: string, hint: Partial<Sides<string>> = {}): Rule => ({
  outcome: { request: BREAKS, response: WORKS },
  message,
  hint: {
    request: 'Requests that were valid may be rejected. Keep accepting them, or raise the major version.',
    response: 'Responses promise more than before. Existing clients are not affected.',
    ...hint,
  },
})

/** More values are valid: safe for senders, breaks readers (covariance). */
export const widened = (message: string, hint: Partial<Sides<string>> = {}): Rule => ({
  outcome: { request: WORKS, response: BREAKS },
  message,
  hint: {
    request: 'More requests are valid than before. Existing clients are not affected.',
    response:
      'Clients may receive values that the contract ruled out. Keep ruling them out, or raise the major version.',
    ...hint,
  },
})

/** Neither version allows all the values of the other, or that cannot be determined. */
export const changed = (message: string, hint?: string): Rule => ({
  outcome: { request: BREAKS, response: BREAKS },
  message,
  hint:
    hint ??
    'Values that were valid may be invalid now. Offer the new form beside the old one, or raise the major version.',
})

export const docs = (message: string, hint = 'Requests and responses stay the same.'): Rule => ({
  outcome: DOCS,
  message,
  hint,
})

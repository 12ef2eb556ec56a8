import type { Severity, Verdict } from '../change.ts'

/** What a change means for clients. */
export interface Outcome {
  verdict: Verdict
  severity: Severity
}

/** A client that keeps to the contract fails. */
export const BREAKS: Outcome = { verdict: 'breaking', severity: 'error' }
/** Whether it fails depends on what it relied on, so the version says that it may. */
export const MAY_BREAK: Outcome = { verdict: 'breaking', severity: 'warning' }
export const WORKS: Outcome = { verdict: 'compatible', severity: 'info' }
/** It works, but somebody should look: behaviour moves, or generated names do. */
export const WATCH: Outcome = { verdict: 'compatible', severity: 'warning' }
export const DOCS: Outcome = { verdict: 'docs', severity: 'info' }
/** Nothing on the wire, yet names in generated code may follow it. */
export const NAMES: Outcome = { verdict: 'docs', severity: 'warning' }

/** For what is sent to a server, and for what is read from it. */
export interface Sides<T> {
  request: T
  response: T
}

export interface Rule {
  /** One outcome where the side does not matter: its changes have the direction `none`. */
  outcome: Outcome | Sides<Outcome>
  /** `{owner}` is the object it stands in, `{what}` what it is about, `{from}` and `{to}` the two values. */
  message: string
  hint: string | Sides<string>
}

/** The same on either side, where it is told which one it is. */
export const onBoth = <T>(each: T): Sides<T> => ({ request: each, response: each })

export const isSided = <T extends object | string>(value: T | Sides<T>): value is Sides<T> =>
  typeof value === 'object' && 'request' in value

/** Fewer values are allowed: bad for who sends (contravariance), good for who reads. */
export const narrowed = (message: string, hint: Partial<Sides<string>> = {}): Rule => ({
  outcome: { request: BREAKS, response: WORKS },
  message,
  hint: {
    request: 'Requests that were right may be refused: go on accepting them, or raise the major version.',
    response: 'Answers promise more than before; clients need not change.',
    ...hint,
  },
})

/** More values are allowed: good for who sends, bad for who reads (covariance). */
export const widened = (message: string, hint: Partial<Sides<string>> = {}): Rule => ({
  outcome: { request: WORKS, response: BREAKS },
  message,
  hint: {
    request: 'Requests may say more than before; clients need not change.',
    response: 'Clients meet values that the contract excluded: go on excluding them, or raise the major version.',
    ...hint,
  },
})

/** Neither version allows all that the other does, or it cannot be shown. */
export const changed = (message: string, hint?: string): Rule => ({
  outcome: { request: BREAKS, response: BREAKS },
  message,
  hint: hint ?? 'What was right before may be wrong now: offer it beside the old one, or raise the major version.',
})

export const docs = (message: string, hint = 'Nothing that is sent or answered changes.'): Rule => ({
  outcome: DOCS,
  message,
  hint,
})

/** `breaking`: a client that works may stop working. `compatible`: it goes on working. `docs`: nothing that is sent or answered changes. */
export type Verdict = 'breaking' | 'compatible' | 'docs'

/** `error` for what breaks, `warning` for what may or what no rule knows, `info` for the rest. */
export type Severity = 'error' | 'warning' | 'info'

/** Which side of the wire a change is seen on. */
export type Direction = 'request' | 'response' | 'both' | 'none'

/** Where something stands in a version of the contract. */
export interface At {
  line: number
  column: number
  pointer: string
}

/** One difference in meaning between two versions of a contract. */
export interface Change {
  /** Stable, for programs and for exceptions: `request-required-added`. */
  rule: string
  verdict: Verdict
  severity: Severity
  direction: Direction
  /** operationIds (or `GET /path`) that it reaches, through all references. */
  operations: string[]
  /** Missing in the version that does not have it. */
  base?: At
  head?: At
  /** What changed, from what to what. */
  message: string
  /** What it means for clients, or what to do. */
  hint: string
}

export type Bump = 'major' | 'minor' | 'patch' | 'none'

/** All differences between two versions. */
export interface Diff {
  base: { file: string; version: string }
  head: { file: string; version: string }
  verdict: Verdict | 'none'
  /** What info.version needs to rise by. */
  requiredBump: Bump
  changes: Change[]
}

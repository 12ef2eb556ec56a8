/** `breaking`: working clients may stop working. `compatible`: they keep working. `docs`: requests and responses stay the same. */
export type Verdict = 'breaking' | 'compatible' | 'docs'

/** `error` for what breaks, `warning` for what may break or needs a person to look, `info` for the rest. */
export type Severity = 'error' | 'warning' | 'info'

/** Whether a change concerns requests, responses or both. */
export type Direction = 'request' | 'response' | 'both' | 'none'

/** A place in one version of the contract. */
export interface At {
  line: number
  column: number
  pointer: string
}

/** One difference in meaning between two versions of a contract. */
export interface Change {
  /** A stable id for programs and exceptions: `required-property-added`. */
  rule: string
  verdict: Verdict
  severity: Severity
  direction: Direction
  /** The operations that it affects, through all references: operationId or `GET /path`. */
  operations: string[]
  /** Missing for the version that does not have it. */
  base?: At
  head?: At
  /** What changed, with the old and the new value. */
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
  /** How far info.version must rise. */
  requiredBump: Bump
  changes: Change[]
}

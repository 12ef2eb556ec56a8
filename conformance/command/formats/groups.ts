import type { Violation } from '../../report.ts'

/** Heading of violations that belong to no operation. */
export const OUTSIDE = 'outside any operation'

/** Identical violations of one operation. */
export interface Group {
  first: Violation
  /** Names of all cases that found it. */
  cases: string[]
}

export function groupsOf(violations: readonly Violation[]): Group[] {
  const groups = Map.groupBy(violations, ({ operation, rule, message }) => JSON.stringify([operation, rule, message]))
  return [...groups.values()].map(alike => ({ first: alike[0]!, cases: alike.map(violation => violation.case) }))
}

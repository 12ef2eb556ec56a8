import type { Violation } from '../../report.ts'

/** What a violation is filed under that belongs to no operation. */
export const OUTSIDE = 'outside any operation'

/** Violations that say the same of the same operation. */
export interface Group {
  first: Violation
  /** Names of all cases that showed it. */
  cases: string[]
}

export function groupsOf(violations: readonly Violation[]): Group[] {
  const groups = Map.groupBy(violations, ({ operation, rule, message }) => JSON.stringify([operation, rule, message]))
  return [...groups.values()].map(alike => ({ first: alike[0]!, cases: alike.map(violation => violation.case) }))
}

import type { Scenario } from '../scenarios/scenario.ts'

/**
 * A requirement that follows from the shape of an operation and therefore holds for every operation of that shape. Each rule is a cell of
 * the coverage: one that cannot be checked, for example because there are no rows, stays uncovered.
 */
export interface Rule extends Scenario {
  /** operationId */
  operation: string
  /** The name of the violation in reports. */
  kind: 'list' | 'row' | 'idempotency' | 'etag'
}

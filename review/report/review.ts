import type { Diff } from '../diff/change.ts'
import type { Gate } from '../diff/gate.ts'
import type { Finding } from '../lint/finding.ts'
import type { Step } from './checklist/step.ts'
import type { AddedOperation } from './effects/added-operations.ts'
import type { Outcome } from './effects/attempt.ts'
import type { ConformanceEffect } from './effects/conformance.ts'
import type { Excerpt } from './effects/excerpts.ts'
import type { GeneratedChange } from './effects/generated.ts'
import type { MockEffects } from './effects/mock.ts'

/** Whether the version is high enough and the list of accepted changes has no problems. */
export const passes = ({ isEnough, problems }: Gate): boolean => isEnough && problems.length === 0

/** Everything about a change of the contract, as in `report.json`. */
export interface Review {
  diff: Diff
  /** The operations of both versions by operationId: `GET /api/v1/me`. */
  operations: Record<string, string>
  gate: Gate
  /** The operations that only the head version has. */
  added: AddedOperation[]
  /** The changed lines of each change, in the order of the changes. */
  excerpts: Outcome<Excerpt[]>
  /** Lint findings that the base version does not have. */
  findings: Outcome<Finding[]>
  generated: Outcome<GeneratedChange[]>
  conformance: Outcome<ConformanceEffect[]>
  mock: Outcome<MockEffects>
  /** The rendered reference, or why it could not be rendered. */
  docs: Outcome<'docs.html'>
  /** What to do before merging, and what is done already. */
  steps: Step[]
}

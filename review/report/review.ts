import type { Diff } from '../diff/change.ts'
import type { Gate } from '../diff/gate.ts'
import type { Finding } from '../lint/finding.ts'
import type { Outcome } from './effects/attempt.ts'
import type { ConformanceEffect } from './effects/conformance.ts'
import type { GeneratedChange } from './effects/generated.ts'
import type { MockEffects } from './effects/mock.ts'
import type { Step } from './remaining/step.ts'

/** Whether the version and the accepted findings are as they must be. */
export const passes = ({ isEnough, problems }: Gate): boolean => isEnough && problems.length === 0

/** All that is to be said about a change of the contract; `report.json` is this. */
export interface Review {
  diff: Diff
  /** The operations of both versions by operationId: `GET /api/v1/me`. */
  operations: Record<string, string>
  gate: Gate
  /** New against the base. */
  findings: Outcome<Finding[]>
  generated: Outcome<GeneratedChange[]>
  conformance: Outcome<ConformanceEffect[]>
  mock: Outcome<MockEffects>
  /** The rendered reference; only with a reason is there none. */
  docs: Outcome<'docs.html'>
  /** What has to be done before the change is merged, and what of it is done. */
  steps: Step[]
}

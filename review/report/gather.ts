import type { OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, operationsOf } from '../../openapi/operations.ts'
import type { Diff } from '../diff/change.ts'
import type { Gate } from '../diff/gate.ts'
import type { Finding } from '../lint/finding.ts'
import { attempt, type Outcome } from './effects/attempt.ts'
import { conformanceEffects } from './effects/conformance.ts'
import { newFindings } from './effects/findings.ts'
import { generatedChanges } from './effects/generated.ts'
import { mockEffects } from './effects/mock.ts'
import type { House } from './remaining/house.ts'
import { stepsOf } from './remaining/steps.ts'
import type { Review } from './review.ts'

export interface Given {
  base: OpenApiDocument
  head: OpenApiDocument
  diff: Diff
  gate: Gate
  lint(document: OpenApiDocument): Promise<Finding[]>
  /** Undefined for a contract that is not this repository's. */
  house: House | undefined
  docs: Outcome<unknown>
}

/** Everything about a change; what one part cannot read does not stop the others. */
export async function gather({ base, head, diff, gate, lint, house, docs }: Given): Promise<Review> {
  const [before, after] = [await attempt(() => operationsOf(base)), await attempt(() => operationsOf(head))]
  const [old, now] = [foundIn(before), foundIn(after)]
  const reached = new Set(diff.changes.flatMap(({ operations }) => operations))
  const found = {
    diff,
    gate,
    operations: Object.fromEntries(
      [...old, ...now].map(({ id, method, path }) => [id, `${method.toUpperCase()} ${path}`]),
    ),
    findings: await attempt(async () => newFindings(await lint(base), await lint(head))),
    generated: await attempt(() => generatedChanges(base, head)),
    conformance: await attempt(() => conformanceEffects(base, head, reached)),
    mock: await attempt(() => mockEffects(base, head)),
    docs: 'found' in docs ? { found: 'docs.html' as const } : docs,
  }
  const added = now.filter(({ id }) => !old.some(operation => operation.id === id))
  return { ...found, steps: stepsOf(found, added, house) }
}

const foundIn = (outcome: Outcome<Operation[]>): Operation[] => ('found' in outcome ? outcome.found : [])

import type { OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, operationsOf } from '../../openapi/operations.ts'
import type { Diff } from '../diff/change.ts'
import type { Gate } from '../diff/gate.ts'
import type { Finding } from '../lint/finding.ts'
import type { Project } from './checklist/project.ts'
import { stepsOf } from './checklist/steps.ts'
import { attempt, type Outcome } from './effects/attempt.ts'
import { conformanceEffects } from './effects/conformance.ts'
import { newFindings } from './effects/findings.ts'
import { generatedChanges } from './effects/generated.ts'
import { mockEffects } from './effects/mock.ts'
import type { Review } from './review.ts'

export interface Given {
  base: OpenApiDocument
  head: OpenApiDocument
  diff: Diff
  gate: Gate
  lint(document: OpenApiDocument): Promise<Finding[]>
  /** Undefined for a contract that is not this repository's. */
  project: Project | undefined
  docs: Outcome<unknown>
}

/** Everything about a change. If one part fails, the others still count. */
export async function gather({ base, head, diff, gate, lint, project, docs }: Given): Promise<Review> {
  const [before, after] = [await attempt(() => operationsOf(base)), await attempt(() => operationsOf(head))]
  const [old, current] = [foundIn(before), foundIn(after)]
  const affected = new Set(diff.changes.flatMap(({ operations }) => operations))
  const found = {
    diff,
    gate,
    operations: Object.fromEntries(
      [...old, ...current].map(({ id, method, path }) => [id, `${method.toUpperCase()} ${path}`]),
    ),
    findings: await attempt(async () => newFindings(await lint(base), await lint(head))),
    generated: await attempt(() => generatedChanges(base, head)),
    conformance: await attempt(() => conformanceEffects(base, head, affected)),
    mock: await attempt(() => mockEffects(base, head)),
    docs: 'found' in docs ? { found: 'docs.html' as const } : docs,
  }
  const added = current.filter(({ id }) => !old.some(operation => operation.id === id))
  return { ...found, steps: stepsOf(found, added, project) }
}

const foundIn = (outcome: Outcome<Operation[]>): Operation[] => ('found' in outcome ? outcome.found : [])

import { generate, type Output, projectTargets, targetsIn } from '../../codegen/outputs.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import type { Diff } from '../diff/change.ts'
import type { Gate } from '../diff/gate.ts'
import type { Finding } from '../lint/finding.ts'
import type { Project } from './checklist/project.ts'
import { stepsOf } from './checklist/steps.ts'
import { addedOperation } from './effects/added-operations.ts'
import { attempt, type Outcome } from './effects/attempt.ts'
import { conformanceEffects } from './effects/conformance.ts'
import { excerptsOf, type Texts } from './effects/excerpts.ts'
import { newFindings } from './effects/findings.ts'
import { generatedChanges } from './effects/generated.ts'
import { mockEffects } from './effects/mock.ts'
import type { Review } from './review.ts'

export interface Given {
  base: OpenApiDocument
  head: OpenApiDocument
  /** The files that the versions were read from. */
  texts: Texts
  diff: Diff
  gate: Gate
  lint(document: OpenApiDocument): Promise<Finding[]>
  /** Undefined for a contract that is not this repository's. */
  project: ((outputs: readonly Output[]) => Project) | undefined
  docs: Promise<Outcome<unknown>>
}

/** Everything about a change. If one part fails, the others still count. */
export async function gather({ base, head, texts, diff, gate, lint, project, docs }: Given): Promise<Review> {
  // Redocly works in processes of its own: everything else is done meanwhile.
  const findings = attempt(() => findingsOf(lint, base, head))
  const [before, after] = [await attempt(() => operationsOf(base)), await attempt(() => operationsOf(head))]
  const [old, current] = [foundIn(before) ?? [], foundIn(after) ?? []]
  const added = current.filter(({ id }) => !old.some(operation => operation.id === id))
  const affected = new Set(diff.changes.flatMap(({ operations }) => operations))
  const outputs = await attempt(() => generate(head, project ? projectTargets : targetsIn('')))
  const generated = await attempt(async () =>
    generatedChanges(await generate(base, targetsIn('')), foundOrThrow(outputs)),
  )
  const found = {
    diff,
    gate,
    operations: Object.fromEntries(
      [...old, ...current].map(({ id, method, path }) => [id, `${method.toUpperCase()} ${path}`]),
    ),
    added: added.map(operation => addedOperation(head, operation)),
    excerpts: await attempt(() => excerptsOf(diff, texts, head, foundIn(generated) ?? [])),
    generated,
    conformance: await attempt(() => conformanceEffects(base, head, affected)),
    mock: await attempt(() => mockEffects(base, head)),
    findings: await findings,
  }
  const rendered = await docs
  return {
    ...found,
    docs: 'found' in rendered ? { found: 'docs.html' } : rendered,
    steps: stepsOf(found, added, project?.(foundIn(outputs) ?? [])),
  }
}

/** The base version is checked only if the head version has findings. */
async function findingsOf(lint: Given['lint'], base: OpenApiDocument, head: OpenApiDocument): Promise<Finding[]> {
  const found = await lint(head)
  return found.length === 0 ? [] : newFindings(await lint(base), found)
}

const foundIn = <T>(outcome: Outcome<T>): T | undefined => ('found' in outcome ? outcome.found : undefined)

function foundOrThrow<T>(outcome: Outcome<T>): T {
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.found
}

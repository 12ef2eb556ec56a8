import type { OpenApiDocument } from '../openapi/document.ts'
import type { Shape } from './contract/request-shape.ts'
import { exclusionFor } from './coverage/exclusions.ts'
import { hintFor } from './coverage/hints.ts'
import { leftOutOf } from './coverage/left-out.ts'
import type { Cell, Report, ScenarioResult, Verdict } from './report.ts'
import type { Recorder } from './session/recorder.ts'
import type { Target } from './target.ts'

/** What a run has done, besides what the recorder knows. */
export interface Result {
  cases: number
  skipped: number
  /** Cases for which the contract leaves the response open. */
  undecided: number
  scenarios: ScenarioResult[]
  inconclusive?: string
}

export function reportOf(
  contract: OpenApiDocument,
  target: Target,
  recorder: Recorder,
  shapes: readonly Shape[],
  { cases, skipped, undecided, scenarios: results, inconclusive }: Result,
): Report {
  const { violations, counts } = recorder
  const cells = [...recorder.coverage.cells, ...recorder.rules.cells].map(cell =>
    explained(contract, target, shapes, cell),
  )
  const covered = cells.filter(({ seen }) => seen > 0).length
  const excluded = cells.filter(({ exclusion }) => exclusion !== undefined).length
  const hasPassed = counts.violations === 0 && covered + excluded === cells.length
  const verdict: Verdict = inconclusive !== undefined ? 'inconclusive' : hasPassed ? 'passed' : 'failed'
  const { title, version } = (contract.root.info ?? {}) as Record<string, unknown>
  return {
    contract: { file: contract.file, title: String(title), version: String(version) },
    target: target.name,
    verdict,
    ...(inconclusive !== undefined && { reason: inconclusive }),
    counts: {
      requests: counts.requests,
      cases,
      skipped,
      scenarios: results.length,
      violations: counts.violations,
      cells: cells.length,
      covered,
      excluded,
    },
    violations,
    cells,
    scenarios: results,
    leftOut: leftOutOf(contract, shapes, undecided),
  }
}

/** A cell that was never seen, with the reason why that is allowed or what to do about it. */
function explained(contract: OpenApiDocument, target: Target, shapes: readonly Shape[], cell: Cell): Cell {
  if (cell.seen > 0 || cell.exclusion !== undefined) return cell
  const exclusion = cell.kind === 'rule' ? undefined : exclusionFor(contract, target, shapes, cell)
  if (exclusion !== undefined) return { ...cell, exclusion }
  return target.reset ? { ...cell, hint: hintFor(shapes, cell) } : cell
}

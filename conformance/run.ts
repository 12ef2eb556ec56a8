import type { OpenApiDocument } from '../openapi/document.ts'
import { allCases, runCases } from './checks/cases.ts'
import { checkDefaults } from './checks/defaults.ts'
import { checkFaults } from './checks/faults.ts'
import { allowedId, findIds } from './checks/ids.ts'
import { checkPaths } from './checks/paths.ts'
import { checkRows } from './checks/rows.ts'
import { playScenarios } from './checks/scenarios.ts'
import { type Shape, shapesOf } from './contract/shape.ts'
import { type Conversation, converse, DEFAULT_ORIGIN } from './conversation.ts'
import { excuseFor } from './excuses.ts'
import { type Login, loginOf } from './login.ts'
import { createRecorder, type Recorder, Stopped } from './recorder.ts'
import type { Report, ScenarioResult, Verdict } from './report.ts'
import { scenarios } from './scenarios/index.ts'
import { createSession, type Session, Unjudged } from './session.ts'
import type { Target } from './target.ts'

/** Progress of a run. */
export interface Progress {
  step: 'scenarios' | 'cases' | 'faults'
  done: number
  of: number
  /** Estimated number of requests still to come; sent with the first step. */
  planned: number
  requests: number
}

export interface RunOptions {
  /** The contract to validate the target against. */
  contract: OpenApiDocument
  target: Target
  onProgress?: (progress: Progress) => void
  /** Ends the run early, with the verdict `inconclusive`. */
  signal?: AbortSignal
  /** Ends the run at the first violation, for callers that only need to know whether there is one. */
  stopAtFirst?: boolean
  /** How requests reach the target; a cache, for example. */
  talk?: Conversation
}

/** Sends a target every request that follows from the contract and validates every response. */
export async function runConformance({
  contract,
  target,
  onProgress,
  signal,
  stopAtFirst = false,
  talk,
}: RunOptions): Promise<Report> {
  const shapes = shapesOf(contract)
  const origin = target.origin ?? DEFAULT_ORIGIN
  const recorder = createRecorder(contract, shapes, origin, { isStrict: target.reset !== undefined, stopAtFirst })
  for (const [index, { password }] of target.accounts.entries()) {
    const number = index === 0 || password === target.accounts[0]?.password ? '' : index + 1
    recorder.secrets.set(password, `$CLUSTRIX_PASSWORD${number}`)
  }
  const login = loginOf(contract, shapes)
  const result: Result = { cases: 0, leftOut: 0, scenarios: [] }
  if (!login)
    return report(contract, target, recorder, shapes, {
      ...result,
      unjudged: 'The contract has no operation that returns a token',
    })
  const at = { now: target.now?.() ?? Date.now(), known: knownFields(login, target) }
  const session = createSession({
    ...{ document: contract, shapes, login, target, recorder, at, signal },
    talk: talk ?? converse(target),
  })
  const tell = (step: Progress['step'], done: number, of: number, planned = 0) =>
    onProgress?.({ step, done, of, planned, requests: recorder.counts.requests })
  try {
    await examine(session, result, tell)
  } catch (error) {
    if (error instanceof Unjudged) result.unjudged = error.message
    else if (!(error instanceof Stopped)) throw error
  }
  if (!target.reset) await session.revokeAll()
  return report(contract, target, recorder, shapes, result)
}

/** Average number of requests per scenario on a running server, where some are skipped. */
const PER_SCENARIO = 4

interface Result {
  cases: number
  leftOut: number
  scenarios: ScenarioResult[]
  unjudged?: string
}

async function examine(
  session: Session,
  result: Result,
  tell: (step: Progress['step'], done: number, of: number, planned?: number) => void,
): Promise<void> {
  await session.fresh()
  await session.token()
  await findIds(session)
  await checkRows(session)
  const cases = allCases(session)
  tell('scenarios', 0, scenarios.length, cases.length + scenarios.length * PER_SCENARIO)
  result.scenarios = await playScenarios(session, scenarios)
  const allowed = new Map<string, number | undefined>()
  for (const shape of session.shapes) {
    if (session.target.readOnly && shape.method !== 'GET') continue
    allowed.set(shape.id, await allowedId(session, shape))
  }
  await runCases(session, cases, allowed, isSent => {
    if (isSent) result.cases++
    else result.leftOut++
    tell('cases', result.cases + result.leftOut, cases.length)
  })
  tell('faults', 0, session.shapes.length)
  await checkFaults(session, allowed)
  await checkPaths(session, allowed)
  await checkDefaults(session, allowed)
}

const knownFields = ({ shape, email, password }: Login, { accounts }: Target) => ({
  [shape.id]: { [email]: accounts[0]?.email ?? '', [password]: accounts[0]?.password ?? '' },
})

function report(
  contract: OpenApiDocument,
  target: Target,
  recorder: Recorder,
  shapes: readonly Shape[],
  { cases, leftOut, scenarios: played, unjudged }: Result,
): Report {
  const { violations, counts } = recorder
  const cells = recorder.coverage.cells.map(cell => {
    const excuse = cell.seen === 0 ? excuseFor(target, shapes, cell) : undefined
    return excuse === undefined ? cell : { ...cell, excuse }
  })
  const covered = cells.filter(({ seen }) => seen > 0).length
  const excused = cells.filter(({ excuse }) => excuse !== undefined).length
  const isKept = counts.violations === 0 && covered + excused === cells.length
  const verdict: Verdict = unjudged !== undefined ? 'unjudged' : isKept ? 'kept' : 'broken'
  const { title, version } = (contract.root.info ?? {}) as Record<string, unknown>
  return {
    contract: { file: contract.file, title: String(title), version: String(version) },
    target: target.name,
    verdict,
    ...(unjudged !== undefined && { reason: unjudged }),
    counts: {
      requests: counts.requests,
      cases,
      leftOut,
      scenarios: played.length,
      violations: counts.violations,
      cells: cells.length,
      covered,
      excused,
    },
    violations,
    cells,
    scenarios: played,
  }
}

import type { OpenApiDocument } from '../openapi/document.ts'
import { allCases, runCases } from './checks/cases.ts'
import { checkDefaults } from './checks/defaults.ts'
import { checkFaults } from './checks/faults.ts'
import { findAllowed, findIds } from './checks/ids.ts'
import { checkPaths } from './checks/paths.ts'
import { checkRows } from './checks/rows.ts'
import { addRules } from './checks/rules.ts'
import { runRules, runScenarios } from './checks/scenarios.ts'
import { hasInputRules } from './contract/input-rules.ts'
import { shapesOf } from './contract/request-shape.ts'
import { type Conversation, DEFAULT_ORIGIN, openConversation } from './exchange/conversation.ts'
import type { Report } from './report.ts'
import { type Result, reportOf } from './report-of.ts'
import { finalScenarios, scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { type Login, loginOf } from './session/login.ts'
import { createRecorder, StoppedAtFirstViolation } from './session/recorder.ts'
import { createSession, Inconclusive, type Session } from './session/session.ts'
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
  conversation?: Conversation
  /** Whether the scenarios were written for this contract: if so, it is a violation if the contract lacks an operation of theirs. */
  isOwnContract?: boolean
  /** Tests only these operations, by operationId. */
  operations?: readonly string[]
}

/** Sends a target every request that follows from the contract and validates every response. */
export async function runConformance({
  contract,
  target,
  onProgress,
  signal,
  stopAtFirst = false,
  conversation,
  operations,
  isOwnContract = true,
}: RunOptions): Promise<Report> {
  const shapes = shapesOf(contract)
  const origin = target.origin ?? DEFAULT_ORIGIN
  const login = loginOf(contract, shapes)
  const chosen = operations ? shapes.filter(({ id }) => operations.includes(id)) : shapes
  const tested = login ? chosen : chosen.filter(({ isSecured }) => !isSecured)
  const recorder = createRecorder(contract, shapes, origin, {
    isStrict: target.reset !== undefined,
    stopAtFirst,
    tested: chosen.map(({ operation }) => operation),
  })
  for (const [index, { password }] of target.accounts.entries()) {
    const number = index === 0 || password === target.accounts[0]?.password ? '' : index + 1
    recorder.secrets.set(password, `$CLUSTRIX_PASSWORD${number}`)
  }
  const result: Result = { cases: 0, skipped: 0, undecided: 0, scenarios: [] }
  const at = { now: target.now?.() ?? Date.now(), known: login ? knownFields(login, target) : {} }
  const session = createSession({
    ...{ document: contract, shapes, tested, login, isOwnContract, target, recorder, at, signal },
    conversation: conversation ?? openConversation(target),
  })
  const notify = (step: Progress['step'], done: number, of: number, planned = 0) =>
    onProgress?.({ step, done, of, planned, requests: recorder.counts.requests })
  try {
    await examine(session, operations, result, notify)
  } catch (error) {
    if (error instanceof Inconclusive) result.inconclusive = error.message
    else if (!(error instanceof StoppedAtFirstViolation)) throw error
  }
  if (!target.reset) await session.revokeAll()
  return reportOf(contract, target, recorder, shapes, result)
}

/** Average number of requests per scenario on a running server, where some are skipped. */
const PER_SCENARIO = 4

async function examine(
  session: Session,
  operations: readonly string[] | undefined,
  result: Result,
  notify: (step: Progress['step'], done: number, of: number, planned?: number) => void,
): Promise<void> {
  await session.fresh()
  if (session.login) await session.token()
  await findIds(session)
  const rules = addRules(session)
  // An attempt changes a target that cannot be reset, so there it comes after the scenarios.
  const { target, tested } = session
  await findAllowed(session, target.reset ? tested : tested.filter(({ method }) => method === 'GET'))
  await checkRows(session)
  const cases = allCases(session, operations)
  const isChosen = ({ operations: called }: Scenario) => !operations || called.some(id => operations.includes(id))
  const chosen = scenarios.filter(isChosen)
  const count = chosen.length + rules.reading.length + rules.writing.length
  notify('scenarios', 0, count, cases.length + count * PER_SCENARIO)
  await runRules(session, rules.reading)
  result.scenarios = await runScenarios(session, chosen)
  await runRules(session, rules.writing)
  result.scenarios.push(...(await runScenarios(session, finalScenarios.filter(isChosen))))
  await findAllowed(session, target.readOnly ? [] : tested)
  let done = 0
  await runCases(session, cases, how => {
    result[how === 'sent' ? 'cases' : how]++
    notify('cases', ++done, cases.length)
  })
  notify('faults', 0, tested.length)
  await checkFaults(session)
  if (hasInputRules(session.document)) await checkPaths(session)
  await checkDefaults(session)
}

const knownFields = ({ shape, email, password }: Login, { accounts }: Target) => ({
  [shape.id]: { [email]: accounts[0]?.email ?? '', [password]: accounts[0]?.password ?? '' },
})

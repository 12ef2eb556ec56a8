import type { Shape } from '../contract/request-shape.ts'
import type { ScenarioResult } from '../report.ts'
import type { Rule } from '../rules/rule.ts'
import { createScenarioApi, ExpectationFailed, ScenarioSkipped } from '../scenarios/api.ts'
import type { Need, Scenario } from '../scenarios/scenario.ts'
import { StoppedAtFirstViolation } from '../session/recorder.ts'
import { Inconclusive, type Session } from '../session/session.ts'

type Result = Omit<ScenarioResult, 'name'>

/** Runs each scenario after a reset, if the target can be reset. */
export async function runScenarios(session: Session, scenarios: readonly Scenario[]): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const scenario of scenarios) {
    const lack = lackOf(session, scenario)
    const result: Result = lack === undefined ? await run(session, scenario) : { result: 'skipped', reason: lack }
    if (result.result === 'passed') for (const name of scenario.covers ?? []) session.recorder.rules.saw(name)
    results.push({ name: scenario.name, ...result })
  }
  return results
}

/** Runs each rule like a scenario. One that is skipped stays uncovered, which fails the run unless the target is the reason. */
export async function runRules(session: Session, rules: readonly Rule[]): Promise<void> {
  for (const rule of rules) {
    const { name } = rule
    const lack = lackOf(session, rule)
    if (lack !== undefined) {
      session.recorder.rules.unchecked(name, lack, true)
      continue
    }
    const shape = session.shapes.find(({ id }) => id === rule.operation)
    const { result, reason = '' } = await run(session, rule, { shape, kind: rule.kind })
    if (result === 'skipped') session.recorder.rules.unchecked(name, reason, session.target.readOnly === true)
    else session.recorder.rules.saw(name)
  }
}

async function run(
  session: Session,
  scenario: Scenario,
  rule?: { shape: Shape | undefined; kind: string },
): Promise<Result> {
  const { name } = scenario
  const missing = missingIn(session, scenario)
  if (missing !== undefined) return fail(missing)
  await session.fresh()
  try {
    await scenario.run(createScenarioApi(session, name, rule !== undefined))
    return { result: 'passed' }
  } catch (error) {
    if (error instanceof ScenarioSkipped) return { result: 'skipped', reason: error.message }
    if (error instanceof ExpectationFailed) return fail(error.message, error.exchange)
    if (error instanceof Inconclusive || error instanceof StoppedAtFirstViolation) throw error
    // The body is not what the scenario expects; schema violations have been recorded already.
    return fail(`unexpected response body: ${(error as Error).message}`)
  }

  function fail(reason: string, exchange?: ExpectationFailed['exchange']): Result {
    session.recorder.addViolation(rule?.shape, name, { rule: rule?.kind ?? 'scenario', message: reason }, exchange)
    return { result: 'failed', reason }
  }
}

/** Why a scenario cannot run with this contract, unless it was written for it, or on this target. */
const lackOf = (session: Session, scenario: Scenario): string | undefined =>
  (session.isOwnContract ? undefined : missingIn(session, scenario)) ??
  (scenario.needs ?? []).map(need => lacks(session, need)).find(reason => reason !== undefined)

/** An operation that the contract lacks, or that needs a token which it has no way to create. */
function missingIn({ shapes, login }: Session, { operations }: Scenario): string | undefined {
  const has = (id: string) => shapes.some(shape => shape.id === id && (login !== undefined || !shape.isSecured))
  const missing = operations.find(id => !has(id))
  return (
    missing &&
    `the contract has no operation ${missing}${shapes.some(({ id }) => id === missing) ? ' without a token' : ''}`
  )
}

/** Why a target lacks what a scenario needs. */
function lacks({ target }: Session, need: Need): string | undefined {
  const reasons: Record<Need, string | false> = {
    reset: !target.reset && 'it changes more than is acceptable on a target that cannot be reset',
    clock: !(target.clock && target.reset) && "the target's clock cannot be set",
    writes: target.readOnly === true && 'the target is tested read-only',
    fault: !(target.fault && target.reset) && 'faults cannot be injected into the target',
    stored: !target.stored && "the target's stored data cannot be read",
    'second account': target.accounts.length < 2 && 'it needs an account of another client',
  }
  return reasons[need] || undefined
}

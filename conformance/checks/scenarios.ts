import type { ScenarioResult } from '../report.ts'
import { createScenarioApi, ExpectationFailed, ScenarioSkipped } from '../scenarios/api.ts'
import type { Need, Scenario } from '../scenarios/scenario.ts'
import { StoppedAtFirstViolation } from '../session/recorder.ts'
import { Inconclusive, type Session } from '../session/session.ts'

/** Runs each scenario after a reset, if the target can be reset. */
export async function runScenarios(session: Session, scenarios: readonly Scenario[]): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const scenario of scenarios) results.push({ name: scenario.name, ...(await runScenario(session, scenario)) })
  return results
}

async function runScenario(session: Session, scenario: Scenario): Promise<Omit<ScenarioResult, 'name'>> {
  const { name, operations, needs = [] } = scenario
  const missing = operations.find(id => !session.shapes.some(shape => shape.id === id))
  if (missing !== undefined) return fail(session, name, `the contract has no operation ${missing}`)
  const lack = needs.map(need => lacks(session, need)).find(reason => reason !== undefined)
  if (lack !== undefined) return { result: 'skipped', reason: lack }
  await session.fresh()
  try {
    await scenario.run(createScenarioApi(session, name))
    return { result: 'passed' }
  } catch (error) {
    if (error instanceof ScenarioSkipped) return { result: 'skipped', reason: error.message }
    if (error instanceof ExpectationFailed) return fail(session, name, error.message, error.exchange)
    if (error instanceof Inconclusive || error instanceof StoppedAtFirstViolation) throw error
    // The body is not what the scenario expects; schema violations have been recorded already.
    return fail(session, name, `unexpected response body: ${(error as Error).message}`)
  }
}

function fail(
  session: Session,
  name: string,
  reason: string,
  exchange?: ExpectationFailed['exchange'],
): Omit<ScenarioResult, 'name'> {
  session.recorder.addViolation(undefined, name, { rule: 'scenario', message: reason }, exchange)
  return { result: 'failed', reason }
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

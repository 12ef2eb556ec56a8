import { expect, test } from 'vitest'
import { runScenarios } from '../../../conformance/checks/scenarios.ts'
import { createRuleCells } from '../../../conformance/coverage/rule-cells.ts'
import type { Scenario } from '../../../conformance/scenarios/scenario.ts'
import type { Session } from '../../../conformance/session/session.ts'

const RULE = 'remind: repeating key and body returns the first response and does nothing'

const scenario = (run: Scenario['run']): Scenario => ({
  name: 'a reminder is sent once',
  operations: [],
  covers: [RULE],
  run,
})

test.each<[string, number, Scenario['run']]>([
  ['passes', 1, async () => {}],
  ['is skipped', 0, async api => api.skip('there is no order')],
])('a scenario that %s covers a rule by hand %i times', async (_, times, run) => {
  const rules = createRuleCells()
  rules.add('remind', RULE)
  const session = {
    shapes: [],
    isOwnContract: true,
    target: { accounts: [] },
    recorder: { rules },
    fresh: async () => {},
  }
  await runScenarios(session as unknown as Session, [scenario(run)])
  expect(rules.cells.map(({ seen }) => seen)).toEqual([times])
})

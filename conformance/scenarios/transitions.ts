import { expectRefusal } from './expect-response.ts'
import { lists } from './lists.ts'
import { findRow, newestWith } from './read-lists.ts'
import type { Subscription } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

const { subscriptions } = lists

/** The statuses in which an operation is not allowed, and the word used in the message. */
const FORBIDDEN = {
  pauseSubscription: { participle: 'paused', from: ['trialing', 'past_due', 'paused', 'cancelled'] },
  resumeSubscription: { participle: 'resumed', from: ['trialing', 'active', 'past_due', 'cancelled'] },
  cancelSubscription: { participle: 'cancelled', from: ['cancelled'] },
}

export const transitionScenarios: readonly Scenario[] = Object.entries(FORBIDDEN).flatMap(
  ([operation, { participle, from }]) => from.map(status => forbidden(operation, status, participle)),
)

function forbidden(operation: string, status: string, participle: string): Scenario {
  return {
    name: `${operation} refuses a subscription that is ${status} and changes nothing`,
    operations: ['listSubscriptions', operation],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const before = await newestWith<Subscription>(api, subscriptions, status)
      const { id } = before
      const article = status === 'active' ? 'An' : 'A'
      const message = `${article} ${status.replaceAll('_', ' ')} subscription cannot be ${participle}.`
      await expectRefusal(api, operation, { id }, { code: 'invalid_state', field: 'status', message })
      api.equal(await findRow(api, subscriptions, id), before, `subscription ${id} after the refusal`)
    },
  }
}

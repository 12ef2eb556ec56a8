import { dataOf, refused } from './answers.ts'
import { isNow } from './instants.ts'
import { lists } from './lists.ts'
import type { Subscription } from './rows.ts'
import { anyOf, isListed, rowOf } from './sample.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

const { subscriptions } = lists

/** What may not be done in which statuses, and how that is said. */
const FORBIDDEN = {
  pauseSubscription: { participle: 'paused', from: ['trialing', 'past_due', 'paused', 'cancelled'] },
  resumeSubscription: { participle: 'resumed', from: ['trialing', 'active', 'past_due', 'cancelled'] },
  cancelSubscription: { participle: 'cancelled', from: ['cancelled'] },
}

/** What is paid for is served to its end from the first two; from the others nothing is. */
const CANCELLED_FROM = ['active', 'past_due', 'paused', 'trialing']

export const transitionScenarios: readonly Scenario[] = [
  ...Object.entries(FORBIDDEN).flatMap(([operation, { participle, from }]) =>
    from.map(status => forbidden(operation, status, participle)),
  ),
  ...CANCELLED_FROM.map(cancelled),
  {
    name: 'without a reason a cancelled subscription has none',
    operations: ['listSubscriptions', 'cancelSubscription'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const { id } = await anyOf<Subscription>(api, subscriptions, 'active')
      const { cancellation_reason } = await dataOf<Subscription>(api, 'cancelSubscription', { id })
      api.equal(cancellation_reason, null, 'cancellation_reason')
    },
  },
]

function forbidden(operation: string, status: string, participle: string): Scenario {
  return {
    name: `${operation} refuses a subscription that is ${status}, and changes nothing`,
    operations: ['listSubscriptions', operation],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const before = await anyOf<Subscription>(api, subscriptions, status)
      const { id } = before
      const article = status === 'active' ? 'An' : 'A'
      const message = `${article} ${status.replaceAll('_', ' ')} subscription cannot be ${participle}.`
      await refused(api, operation, { id }, { code: 'invalid_state', field: 'status', message })
      api.equal(await rowOf(api, subscriptions, id), before, `subscription ${id} after it`)
    },
  }
}

function cancelled(status: string): Scenario {
  return {
    name: `a subscription that is ${status} is cancelled at once, and served to the end of what is paid`,
    operations: ['listSubscriptions', 'cancelSubscription'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const before = await anyOf<Subscription>(api, subscriptions, status)
      const { id } = before
      const row = await dataOf<Subscription>(api, 'cancelSubscription', {
        id,
        body: { reason: ' moved\r\n  <b>away</b> & 🦭\u200d ' },
      })
      const { cancelled_at } = row
      isNow(api, cancelled_at, 'cancelled_at')
      const isPaid = status === 'active' || status === 'past_due'
      const expected = {
        ...before,
        status: 'cancelled',
        next_invoice_date: null,
        paused_at: null,
        resume_at: null,
        cancelled_at,
        cancellation_reason: 'moved\r\n  <b>away</b> & 🦭\u200d',
        ends_at: isPaid ? before.current_period_end : cancelled_at,
        updated_at: cancelled_at,
      }
      api.equal(row, expected, `subscription ${id}, cancelled`)
      api.equal(await isListed(api, subscriptions, id), false, 'whether the list without a filter still shows it')
      api.equal(await isListed(api, subscriptions, id, status), false, `whether ?status=${status} still shows it`)
      api.equal(await isListed(api, subscriptions, id, 'cancelled'), true, 'whether ?status=cancelled shows it')
      api.equal(await rowOf(api, subscriptions, id), row, 'the subscription in the list')
    },
  }
}

import { dataOf } from './expect-response.ts'
import { lists } from './lists.ts'
import { findRow, isListed, newestWith, readList } from './read-lists.ts'
import type { Subscription } from './rows.ts'
import type { Need, Scenario, ScenarioApi } from './scenario.ts'
import { isNow } from './times.ts'

const { subscriptions } = lists
const operations = ['listSubscriptions', 'cancelSubscription']

/** A paid period is served to its end from the first two statuses; from the others, service ends immediately. */
const CANCELLED_FROM = ['active', 'past_due', 'paused', 'trialing']

/** The statuses in the order in which a subscription to cancel is looked for. */
const CANCELLATION_ORDER = ['active', 'paused', 'trialing', 'past_due']

export const cancellationScenarios: readonly Scenario[] = [
  ...CANCELLED_FROM.map(status =>
    cancelled(
      `a subscription that is ${status} is cancelled immediately and served until the end of its paid period`,
      'reset',
      api => newestWith(api, subscriptions, status),
    ),
  ),
  {
    name: 'a subscription cancelled without a reason has none',
    operations,
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, subscriptions, 'active')
      const { cancellation_reason } = await dataOf<Subscription>(api, 'cancelSubscription', { id })
      api.equal(cancellation_reason, null, 'cancellation_reason')
    },
  },
]

/** Comes after all other scenarios, because a cancellation cannot be undone. */
export const finalCancellation: Scenario = cancelled(
  'the oldest cancellable subscription is cancelled and moves to the list of cancelled ones',
  'writes',
  oldest,
)

function cancelled(name: string, need: Need, find: (api: ScenarioApi) => Promise<Subscription>): Scenario {
  return {
    name,
    operations,
    needs: [need],
    async run(api: ScenarioApi) {
      const before = await find(api)
      const { id, status } = before
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
      api.equal(await findRow(api, subscriptions, id), row, 'the subscription in the list')
    },
  }
}

async function oldest(api: ScenarioApi): Promise<Subscription> {
  for (const status of CANCELLATION_ORDER) {
    const row = (await readList<Subscription>(api, subscriptions, status)).rows.at(-1)
    if (row) return row
  }
  return api.skip('no subscription can be cancelled')
}

import { expectCurrentPeriod, RUNNING_STATUSES } from './current-period.ts'
import { lists } from './lists.ts'
import { after, nextEnd } from './periods.ts'
import { findRow, isListed, newestWith, readList } from './read-lists.ts'
import type { Subscription } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { dateOf, later } from './times.ts'

const { subscriptions } = lists

export const rolloverScenarios: readonly Scenario[] = [
  {
    name: 'a trial turns into a paid period at trial_ends_at',
    operations: ['listSubscriptions'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { id, trial_ends_at: end } = await newestWith<Subscription>(api, subscriptions, 'trialing')
      api.check(end !== null, `the trial ${id} should have trial_ends_at`)
      await api.clock(later(end, -1000))
      const before = await findRow<Subscription>(api, subscriptions, id)
      api.equal(before.status, 'trialing', 'the status a second before')
      await api.clock(end)
      const row = await findRow<Subscription>(api, subscriptions, id)
      api.check(
        RUNNING_STATUSES.includes(row.status),
        `the status should be active or past_due at ${end}, not ${row.status}`,
      )
      const { current_period_start, current_period_end, updated_at, trial_ends_at } = row
      api.equal(
        [current_period_start, updated_at, trial_ends_at],
        [end, end, end],
        'the start of the first paid period',
      )
      api.equal(current_period_end, after(end, row, 1), 'the end of the first paid period')
      api.equal(await isListed(api, subscriptions, id, 'trialing'), false, 'whether ?status=trialing still shows it')
      api.equal(await isListed(api, subscriptions, id, row.status), true, `whether ?status=${row.status} shows it`)
    },
  },
  {
    name: 'a period is followed by the next one with the same interval',
    operations: ['listSubscriptions'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { rows } = await readList<Subscription>(api, subscriptions)
      const running = rows.filter(({ status }) => RUNNING_STATUSES.includes(status))
      if (running.length === 0) api.skip('no subscription is active or past due')
      const kinds = Map.groupBy(running, row =>
        [row.interval, row.interval_count, row.current_period_end.slice(8)].join(),
      )
      const representative = [...kinds.values()].map(([newest]) => newest!).slice(0, 12)
      for (const row of representative.toSorted((a, b) => (a.current_period_end < b.current_period_end ? -1 : 1))) {
        // Earlier steps may have moved a short interval into a later period.
        const { id, current_period_end: end } = await findRow<Subscription>(api, subscriptions, row.id)
        const before = await at(api, later(end, -1000), id)
        api.equal(before.current_period_end, end, `the end of the period of ${id} a second before it`)
        const next = await at(api, end, id)
        const { current_period_start, current_period_end, updated_at, next_invoice_date } = next
        const expected = nextEnd(before)
        api.equal([current_period_start, updated_at], [end, end], `start of the next period of ${id}, and updated_at`)
        api.equal(
          [current_period_end, next_invoice_date],
          [expected, dateOf(expected)],
          `end and next invoice date of ${id}`,
        )
      }
    },
  },
  {
    name: 'years later, every period still contains the current day',
    operations: ['listSubscriptions'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      for (const day of ['2031-02-28T23:59:59Z', '2032-02-29T00:00:00Z', '2040-12-31T12:00:00Z']) {
        await api.clock(day)
        const { rows } = await readList<Subscription>(api, subscriptions)
        for (const row of rows.filter(({ status }) => RUNNING_STATUSES.includes(status))) {
          expectCurrentPeriod(api, row)
          const { id, current_period_start: start, current_period_end: end } = row
          const days = [start, end].map(bound => Number(bound.slice(8, 10)))
          const whole = [after(start, row, 1), end].map(dateOf)
          api.check(
            whole[0] === whole[1] || Math.max(...days) > 28,
            `the period of ${id} should be a whole interval, not ${start} to ${end}`,
          )
        }
      }
    },
  },
]

async function at(api: ScenarioApi, time: string, id: number): Promise<Subscription> {
  await api.clock(time)
  return findRow<Subscription>(api, subscriptions, id)
}

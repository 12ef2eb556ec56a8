import { dataOf, expectRefusal } from './expect-response.ts'
import { lists } from './lists.ts'
import { addMonths } from './periods.ts'
import { findRow, newestWith } from './read-lists.ts'
import type { Subscription } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { DAY, dateOf, later, toIsoSeconds } from './times.ts'
import { undoOnFailure } from './undo-on-failure.ts'

const { subscriptions } = lists
const operations = ['listSubscriptions', 'pauseSubscription']
const MOST_MONTHS = 5 * 12

export const resumeAtScenarios: readonly Scenario[] = [
  {
    name: 'resume_at must be a valid time in the future and within 5 years',
    operations,
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const before = await newestWith<Subscription>(api, subscriptions, 'active')
      const { id } = before
      const now = toIsoSeconds(api.now())
      const year = Number(now.slice(0, 4)) + 1
      const wrong = {
        past: later(now, -DAY),
        'a past date': dateOf(later(now, -DAY)),
        'today, whose first second is past': dateOf(now),
        'more than 5 years': later(fiveYearsAfter(now), DAY),
        '30 February': `${year}-02-30`,
        'the 31st of a short month': `${year}-04-31T00:00:00Z`,
        'second 60': `${year}-06-30T23:59:60Z`,
        'hour 24': `${year}-06-30T24:00:00Z`,
        'no time zone': `${year}-06-30T12:00:00`,
        'no date': 'tomorrow',
      }
      for (const resume_at of Object.values(wrong))
        await expectRefusal(
          api,
          'pauseSubscription',
          { id, body: { resume_at } },
          { code: 'validation_failed', field: 'resume_at' },
        )
      api.equal(await findRow(api, subscriptions, id), before, `subscription ${id} after the refused requests`)
    },
  },
  {
    name: 'resume_at is returned in UTC with whole seconds, a date as its first second',
    operations: [...operations, 'resumeSubscription'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, subscriptions, 'active')
      const day = dateOf(later(toIsoSeconds(api.now()), 40 * DAY))
      const noon = `${day}T12:00:00Z`
      const given: { resume_at: string | null; utc: string | null; form?: boolean }[] = [
        { resume_at: day, utc: `${day}T00:00:00Z` },
        { resume_at: `${day}T01:30:00+05:30`, utc: later(`${day}T00:00:00Z`, -4 * 60 * 60 * 1000) },
        { resume_at: `${day}T23:30:00-01:00`, utc: later(`${day}T00:30:00Z`, DAY) },
        { resume_at: `${day}T12:00:00.999Z`, utc: noon },
        { resume_at: `${day}t12:00:00z`, utc: noon },
        { resume_at: `${day}T14:00:00.5+02:00`, utc: noon, form: true },
        { resume_at: null, utc: null },
      ]
      for (const { resume_at, utc, form = false } of given) {
        const pauseUntil = async () => {
          const row = await dataOf<Subscription>(api, 'pauseSubscription', { id, body: { resume_at }, form })
          api.equal([row.status, row.resume_at], ['paused', utc], `status and resume_at for ${resume_at}`)
          api.equal((await findRow<Subscription>(api, subscriptions, id)).resume_at, utc, 'resume_at in the list')
        }
        await undoOnFailure(pauseUntil, () => api.call('resumeSubscription', { id }))
        await dataOf(api, 'resumeSubscription', { id })
      }
    },
  },
  {
    name: 'resume_at may be the next second or exactly five years later, but no later',
    operations: [...operations, 'resumeSubscription'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, subscriptions, 'active')
      const now = toIsoSeconds(api.now())
      const last = fiveYearsAfter(now)
      for (const resume_at of [now, later(last, 1000)])
        await expectRefusal(
          api,
          'pauseSubscription',
          { id, body: { resume_at } },
          { code: 'validation_failed', field: 'resume_at' },
        )
      for (const resume_at of [later(now, 1000), last]) {
        const row = await dataOf<Subscription>(api, 'pauseSubscription', { id, body: { resume_at }, form: true })
        api.equal(row.resume_at, resume_at, 'resume_at')
        await dataOf(api, 'resumeSubscription', { id })
      }
    },
  },
]

function fiveYearsAfter(now: string): string {
  const date = new Date(now)
  addMonths(date, MOST_MONTHS)
  return toIsoSeconds(date.getTime())
}

import { nextInvoiceDate } from './current-period.ts'
import { dataOf, expectRefusal } from './expect-response.ts'
import { lists } from './lists.ts'
import { after, nextEnd } from './periods.ts'
import { findRow, isListed, newestWith, readList } from './read-lists.ts'
import type { Invoice, Subscription } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { DAY, dateOf, isNow, later, toIsoSeconds } from './times.ts'
import { undoOnFailure } from './undo-on-failure.ts'

const { subscriptions } = lists
const operations = ['listSubscriptions', 'pauseSubscription', 'resumeSubscription']
const HOUR = 60 * 60 * 1000
const SHORT = 2000

export const pauseScenarios: readonly Scenario[] = [
  {
    name: 'a subscription can be paused and resumed without losing any of its period',
    operations,
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { rows } = await readList<Subscription>(api, subscriptions, 'active')
      // One with a quantity above 1 if possible, since an amount is per unit.
      const before = rows.toSorted((a, b) => b.quantity - a.quantity)[0] ?? api.skip('no subscription is active')
      const { id } = before
      const paused = await pause(api, id)
      const checkPaused = async () => {
        const { paused_at, updated_at } = paused
        isNow(api, paused_at, 'paused_at')
        const changed = { status: 'paused', paused_at, resume_at: null, next_invoice_date: null, updated_at: paused_at }
        api.equal(paused, { ...before, ...changed }, `the paused subscription ${id}`)
        api.equal(updated_at, paused_at, 'updated_at')
        api.equal(await findRow(api, subscriptions, id), paused, 'the subscription in the list')
        api.equal(await isListed(api, subscriptions, id), true, 'whether the list without a filter shows it')
        api.equal(await isListed(api, subscriptions, id, 'paused'), true, 'whether ?status=paused shows it')
        api.equal(await isListed(api, subscriptions, id, 'active'), false, 'whether ?status=active still shows it')
      }
      await undoOnFailure(checkPaused, () => api.call('resumeSubscription', { id }))
      const resumed = await resume(api, id)
      isNow(api, resumed.updated_at, 'updated_at')
      api.equal(
        resumed,
        afterPause(before, lengthOf(paused, resumed.updated_at), resumed.updated_at),
        'the resumed subscription',
      )
      api.equal(await findRow(api, subscriptions, id), resumed, 'the subscription in the list')
      api.equal(await isListed(api, subscriptions, id, 'paused'), false, 'whether ?status=paused still shows it')
    },
  },
  {
    name: 'current_period_end moves by the exact length of each pause',
    operations,
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const before = await newestWith<Subscription>(api, subscriptions, 'active')
      const { id } = before
      // A pause that is resumed early counts only its actual length.
      await pause(api, id, { resume_at: later(toIsoSeconds(api.now()), 20 * DAY) })
      const first = later(toIsoSeconds(api.now()), 36 * HOUR + 17_000)
      await api.clock(first)
      api.equal(
        (await resume(api, id)).current_period_end,
        moved(before, 36 * HOUR + 17_000),
        'the end after one pause',
      )
      await pause(api, id)
      // Longer than the interval, since a paused period does not roll over.
      await api.clock(later(first, 100 * DAY))
      const paused = await findRow<Subscription>(api, subscriptions, id)
      api.equal(paused.current_period_start, before.current_period_start, 'the start of the period while paused')
      const end = moved(before, 36 * HOUR + 17_000 + 100 * DAY)
      api.equal((await resume(api, id)).current_period_end, end, 'the end after two pauses')
      await api.clock(end)
      const next = await findRow<Subscription>(api, subscriptions, id)
      const { current_period_start, current_period_end } = next
      api.equal([current_period_start, current_period_end], [end, after(end, next, 1)], 'the next period')
    },
  },
  {
    name: 'a pause that leaves the end of the period on its date does not change the later periods',
    operations,
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { rows } = await readList<Subscription>(api, subscriptions, 'active')
      const stays = rows.filter(row => dateOf(moved(row, SHORT)) === dateOf(row.current_period_end))
      const before = stays.find(isLastDayOfMonth) ?? stays[0] ?? api.skip('no active period ends before 23:59:58')
      const { id } = before
      await pause(api, id)
      await api.clock(later(toIsoSeconds(api.now()), SHORT))
      const end = (await resume(api, id)).current_period_end
      api.equal(end, moved(before, SHORT), 'the end of the period')
      const expected = nextEnd(before)
      const periodAt = async (time: string) => {
        await api.clock(time)
        const { current_period_start, current_period_end } = await findRow<Subscription>(api, subscriptions, id)
        return [current_period_start, current_period_end]
      }
      api.equal(await periodAt(end), [end, expected], 'the next period')
      const [start] = await periodAt(expected)
      api.equal(start, expected, 'the start of the period after it')
    },
  },
  {
    name: 'a paused subscription with an overdue invoice becomes past due when resumed',
    operations: [...operations, 'listInvoices'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const owed = (await readList<Invoice>(api, lists.invoices, 'overdue')).rows.map(row => row.subscription_id)
      const { rows } = await readList<Subscription>(api, subscriptions, 'paused')
      const row = rows.find(({ id }) => owed.includes(id)) ?? api.skip('no paused subscription has an overdue invoice')
      const { status, paused_at, resume_at } = await resume(api, row.id)
      api.equal([status, paused_at, resume_at], ['past_due', null, null], 'status, paused_at and resume_at')
      api.equal(await isListed(api, subscriptions, row.id, 'past_due'), true, 'whether ?status=past_due shows it')
    },
  },
  {
    name: 'a pause ends automatically at resume_at',
    operations,
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const before = await newestWith<Subscription>(api, subscriptions, 'active')
      const { id } = before
      const resume_at = later(toIsoSeconds(api.now()), 10 * DAY + 5000)
      const paused = await pause(api, id, { resume_at })
      api.equal([paused.status, paused.resume_at], ['paused', resume_at], 'status and resume_at')
      api.equal(paused.next_invoice_date, nextInvoiceDate(paused), 'next_invoice_date while paused')
      await api.clock(later(resume_at, -1000))
      api.equal(await findRow(api, subscriptions, id), paused, 'the subscription a second before')
      await api.clock(resume_at)
      const row = await findRow<Subscription>(api, subscriptions, id)
      api.check(row.status !== 'paused', `subscription ${id} should have resumed at ${resume_at}`)
      const length = lengthOf(paused, resume_at)
      api.equal(row, { ...afterPause(before, length, resume_at), status: row.status }, 'the subscription then')
      api.equal(await isListed(api, subscriptions, id, 'paused'), false, 'whether ?status=paused still shows it')
      api.equal(await isListed(api, subscriptions, id, row.status), true, `whether ?status=${row.status} shows it`)
      const refusal = { code: 'invalid_state', field: 'status' }
      await expectRefusal(api, 'resumeSubscription', { id }, refusal)
      api.equal(await findRow(api, subscriptions, id), row, 'the subscription after another attempt to resume it')
    },
  },
]

const pause = (api: ScenarioApi, id: number, body?: { resume_at: string }) =>
  dataOf<Subscription>(api, 'pauseSubscription', { id, ...(body && { body }) })

const resume = (api: ScenarioApi, id: number) => dataOf<Subscription>(api, 'resumeSubscription', { id })

const lengthOf = ({ paused_at }: Subscription, end: string) => Date.parse(end) - Date.parse(paused_at ?? end)

const moved = ({ current_period_end }: Subscription, ms: number) => later(current_period_end, ms)

/** Whether its next period ends on a later day of the month, as after 28 February for the 31st. */
const isLastDayOfMonth = (row: Subscription) => nextEnd(row) !== after(row.current_period_end, row, 1)

/** The subscription after a pause of this many milliseconds. */
function afterPause(before: Subscription, ms: number, updated_at: string): Subscription {
  const current_period_end = moved(before, ms)
  return { ...before, current_period_end, next_invoice_date: dateOf(current_period_end), updated_at }
}

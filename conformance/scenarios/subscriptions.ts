import { dataOf } from './answers.ts'
import { later, skew, startOf } from './instants.ts'
import { lists } from './lists.ts'
import type { Invoice, InvoiceDetail, Subscription } from './rows.ts'
import { AWAKE, holdsNow, nextInvoiceDate } from './running.ts'
import { everythingOf, isListed, rowOf, sampleOf } from './sample.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'

const { subscriptions, invoices } = lists

export const subscriptionScenarios: readonly Scenario[] = [
  {
    name: 'the fields of a subscription are consistent with its status and the time',
    operations: ['listSubscriptions'],
    async run(api: ScenarioApi) {
      const { rows } = await everythingOf<Subscription>(api, subscriptions)
      if (rows.length === 0) api.cannot('there are no subscriptions')
      for (const row of rows) {
        const { id, status } = row
        const running = status !== 'paused' && status !== 'cancelled'
        const set = [row.paused_at, row.cancelled_at, row.ends_at].map(at => at !== null)
        const cancelled = status === 'cancelled'
        api.equal(
          set,
          [status === 'paused', cancelled, cancelled],
          `whether ${id}, ${status}, has paused_at, cancelled_at and ends_at`,
        )
        api.equal(row.next_invoice_date, nextInvoiceDate(row), `next_invoice_date of ${id}, ${status}`)
        if (running) holdsNow(api, row)
        if (status === 'trialing')
          api.equal(row.current_period_end, row.trial_ends_at, `the period's end of ${id}, on trial`)
        const resumes = Date.parse(row.resume_at ?? '9999-12-31')
        api.check(resumes > api.now() - skew(api), `${id} should have resumed at ${row.resume_at}`)
      }
    },
  },
  {
    name: 'a subscription is past due exactly while one of its invoices is overdue or its last payment failed',
    operations: ['listSubscriptions', 'listInvoices', 'getInvoice'],
    async run(api: ScenarioApi) {
      const { rows } = await sampleOf<Subscription>(api, subscriptions)
      const due = await owedIn(api, 'overdue', 'unpaid', 'partially_paid')
      for (const row of rows.filter(({ status }) => AWAKE.includes(status))) {
        const own = due.filter(invoice => invoice.subscription_id === row.id)
        let inVain = own.some(({ status }) => status === 'overdue')
        for (const { id } of own) inVain ||= await lastPaymentFailed(api, id)
        api.equal(row.status, inVain ? 'past_due' : 'active', `the status of subscription ${row.id}`)
      }
    },
  },
  {
    name: 'a subscription becomes past due as soon as its invoice is overdue',
    operations: ['listSubscriptions', 'listInvoices'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { rows } = await sampleOf<Subscription>(api, subscriptions, 'active')
      const due = await owedIn(api, 'unpaid', 'partially_paid')
      const first = due
        .filter(invoice => rows.some(({ id }) => id === invoice.subscription_id))
        .toSorted((a, b) => (a.due_date < b.due_date ? -1 : 1))[0]
      if (!first?.subscription_id) api.cannot('no active subscription has an unpaid invoice')
      const id = first.subscription_id
      const overdueFrom = startOf(first.due_date, 1)
      await api.clock(later(overdueFrom, -1000))
      api.equal((await rowOf(api, subscriptions, id)).status, 'active', `the status on ${first.due_date}`)
      await api.clock(overdueFrom)
      api.equal((await rowOf(api, subscriptions, id)).status, 'past_due', 'the status a second later')
      api.equal(await isListed(api, subscriptions, id, 'past_due'), true, 'whether ?status=past_due shows it')
      api.equal(await isListed(api, subscriptions, id, 'active'), false, 'whether ?status=active still shows it')
    },
  },
]

async function owedIn(api: ScenarioApi, ...statuses: string[]): Promise<Invoice[]> {
  const owed: Invoice[] = []
  for (const status of statuses) owed.push(...(await sampleOf<Invoice>(api, invoices, status)).rows)
  return owed
}

async function lastPaymentFailed(api: ScenarioApi, id: number): Promise<boolean> {
  const { payments } = await dataOf<InvoiceDetail>(api, 'getInvoice', { id })
  return payments.toSorted((a, b) => b.id - a.id)[0]?.status === 'failed'
}

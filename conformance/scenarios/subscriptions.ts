import { expectCurrentPeriod, nextInvoiceDate, RUNNING_STATUSES } from './current-period.ts'
import { dataOf } from './expect-response.ts'
import { lists } from './lists.ts'
import { findRow, isListed, readList } from './read-lists.ts'
import type { Invoice, InvoiceDetail, Subscription } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { later, skew, startOf } from './times.ts'

const { subscriptions, invoices } = lists

export const subscriptionScenarios: readonly Scenario[] = [
  {
    name: 'the fields of a subscription are consistent with its status and the time',
    operations: ['listSubscriptions'],
    async run(api: ScenarioApi) {
      const listed = await readList<Subscription>(api, subscriptions)
      const rows = [...listed.rows, ...(await readList<Subscription>(api, subscriptions, 'cancelled')).rows]
      if (rows.length === 0) api.skip('there are no subscriptions')
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
        if (running) expectCurrentPeriod(api, row)
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
      const { rows } = await readList<Subscription>(api, subscriptions)
      const due = await invoicesWith(api, 'overdue', 'unpaid', 'partially_paid')
      for (const row of rows.filter(({ status }) => RUNNING_STATUSES.includes(status))) {
        const own = due.filter(invoice => invoice.subscription_id === row.id)
        let isPastDue = own.some(({ status }) => status === 'overdue')
        for (const { id } of own) isPastDue ||= await lastPaymentFailed(api, id)
        api.equal(row.status, isPastDue ? 'past_due' : 'active', `the status of subscription ${row.id}`)
      }
    },
  },
  {
    name: 'a subscription becomes past due as soon as its invoice is overdue',
    operations: ['listSubscriptions', 'listInvoices'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { rows } = await readList<Subscription>(api, subscriptions, 'active')
      const due = await invoicesWith(api, 'unpaid', 'partially_paid')
      const first = due
        .filter(invoice => rows.some(({ id }) => id === invoice.subscription_id))
        .toSorted((a, b) => (a.due_date < b.due_date ? -1 : 1))[0]
      if (!first?.subscription_id) api.skip('no active subscription has an unpaid invoice')
      const id = first.subscription_id
      const overdueFrom = startOf(first.due_date, 1)
      await api.clock(later(overdueFrom, -1000))
      api.equal((await findRow(api, subscriptions, id)).status, 'active', `the status on ${first.due_date}`)
      await api.clock(overdueFrom)
      api.equal((await findRow(api, subscriptions, id)).status, 'past_due', 'the status a second later')
      api.equal(await isListed(api, subscriptions, id, 'past_due'), true, 'whether ?status=past_due shows it')
      api.equal(await isListed(api, subscriptions, id, 'active'), false, 'whether ?status=active still shows it')
    },
  },
]

async function invoicesWith(api: ScenarioApi, ...statuses: string[]): Promise<Invoice[]> {
  const owed: Invoice[] = []
  for (const status of statuses) owed.push(...(await readList<Invoice>(api, invoices, status)).rows)
  return owed
}

async function lastPaymentFailed(api: ScenarioApi, id: number): Promise<boolean> {
  const { payments } = await dataOf<InvoiceDetail>(api, 'getInvoice', { id })
  return payments.toSorted((a, b) => b.id - a.id)[0]?.status === 'failed'
}

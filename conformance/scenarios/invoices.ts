import { type Amounts, amountsOf } from './amounts.ts'
import { dataOf } from './expect-response.ts'
import { invoiceStatus } from './invoice-status.ts'
import { lists } from './lists.ts'
import { isListed, newestWith, readList } from './read-lists.ts'
import type { Invoice, InvoiceDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { dateOf, later, startOf, toIsoSeconds } from './times.ts'

export const invoiceScenarios: readonly Scenario[] = [
  {
    name: 'the amounts of an invoice follow from its lines, taxes and payments',
    operations: ['listInvoices', 'getInvoice'],
    async run(api: ScenarioApi) {
      for (const { id } of await representative(api)) {
        const invoice = await detailOf(api, id)
        api.equal(amountsIn(invoice), amountsOf(invoice), `the amounts of invoice ${id}`)
        const positions = invoice.line_items.map(({ position }) => position)
        api.equal(
          positions,
          positions.toSorted((a, b) => a - b),
          `the order of the lines of invoice ${id}`,
        )
        const times = invoice.payments.map(payment => payment.created_at)
        api.equal(times, times.toSorted(), `the order of the payments of invoice ${id}`)
        const currencies = invoice.payments.map(({ currency }) => currency)
        api.equal(
          currencies,
          currencies.map(() => invoice.currency),
          `the currencies of the payments of invoice ${id}`,
        )
      }
    },
  },
  {
    name: 'the status of an invoice follows from its payments and the current day',
    operations: ['listInvoices', 'getInvoice'],
    async run(api: ScenarioApi) {
      for (const { id } of await representative(api)) {
        const invoice = await detailOf(api, id)
        const { status, paid_at, voided_at } = invoice
        api.equal(status, invoiceStatus(invoice, dateOf(toIsoSeconds(api.now()))), `the status of invoice ${id}`)
        api.equal(paid_at !== null, status === 'paid', `whether invoice ${id}, ${status}, has a paid_at`)
        api.equal(voided_at !== null, status === 'void', `whether invoice ${id}, ${status}, has a voided_at`)
      }
    },
  },
  {
    name: 'invoice numbers are unique, and issue dates do not decrease with them',
    operations: ['listInvoices'],
    async run(api: ScenarioApi) {
      const { rows } = await readList<Invoice>(api, lists.invoices)
      api.equal(new Set(rows.map(({ number }) => number)).size, rows.length, 'the number of different invoice numbers')
      for (const { id, issue_date, due_date } of rows)
        api.check(
          due_date >= issue_date,
          `invoice ${id} should not be due before ${issue_date}, but is due on ${due_date}`,
        )
      for (const series of Map.groupBy(rows, ({ number }) => number.replace(/\d+$/, '')).values()) {
        const dates = series.toSorted((a, b) => count(a) - count(b)).map(row => row.issue_date)
        api.equal(dates, dates.toSorted(), 'the issue dates in the order of the numbers')
      }
    },
  },
  ...['unpaid', 'partially_paid'].map(becomesOverdue),
]

function becomesOverdue(status: string): Scenario {
  return {
    name: `an invoice that is ${status} becomes overdue at midnight UTC after its due date`,
    operations: ['listInvoices', 'getInvoice'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { id, due_date, updated_at } = await newestWith<Invoice>(api, lists.invoices, status)
      const overdueFrom = startOf(due_date, 1)
      await api.clock(later(overdueFrom, -1000))
      api.equal((await detailOf(api, id)).status, status, `the status in the last second of ${due_date}`)
      api.equal(await isListed(api, lists.invoices, id, status), true, `whether ?status=${status} shows it then`)
      await api.clock(overdueFrom)
      const overdue = await detailOf(api, id)
      api.equal([overdue.status, overdue.updated_at], ['overdue', updated_at], 'status and updated_at a second later')
      api.equal(await isListed(api, lists.invoices, id, 'overdue'), true, 'whether ?status=overdue shows it')
      api.equal(await isListed(api, lists.invoices, id, status), false, `whether ?status=${status} still shows it`)
      await api.clock(startOf(due_date, 400))
      api.equal((await detailOf(api, id)).status, 'overdue', 'the status a year later')
    },
  }
}

/** All invoices; if requests are limited, the newest of each kind. */
async function representative(api: ScenarioApi): Promise<Invoice[]> {
  const { rows } = await readList<Invoice>(api, lists.invoices)
  if (rows.length === 0) api.skip('there are no invoices')
  if (api.isResettable) return rows
  const kinds = Map.groupBy(rows, ({ status, currency, discount_total, tax_total, amount_paid }) =>
    [status, currency, ...[discount_total, tax_total, amount_paid].map(amount => Number(amount) === 0)].join(),
  )
  return [...kinds.values()].map(([newest]) => newest!).slice(0, 30)
}

const count = ({ number }: Invoice) => Number(/\d*$/.exec(number)?.[0])

const detailOf = (api: ScenarioApi, id: number) => dataOf<InvoiceDetail>(api, 'getInvoice', { id })

const amountsIn = (invoice: InvoiceDetail): Amounts => ({
  lines: invoice.line_items.map(({ amount }) => amount),
  subtotal: invoice.subtotal,
  discount_total: invoice.discount_total,
  taxes: invoice.taxes.map(({ category, rate, taxable_amount, amount }) => ({
    category,
    rate,
    taxable_amount,
    amount,
  })),
  tax_total: invoice.tax_total,
  total: invoice.total,
  amount_paid: invoice.amount_paid,
  amount_due: invoice.amount_due,
})

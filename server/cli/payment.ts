import { type Command, Option } from 'commander'
import type { Queries } from '../database/database.ts'
import { formatMoney, parseMoney } from '../domain/money.ts'
import { Refused } from '../domain/refused.ts'
import { dateOf } from '../domain/time.ts'
import { PaymentMethod, PaymentStatus } from '../generated/schemas.gen.ts'
import { isOneLine, ONE_LINE_RULE } from '../http/one-line.ts'
import { invoiceIdOf, showInvoice } from '../invoices/browse.ts'
import {
  confirmPayment,
  failPayment,
  type ListedPayment,
  listPayments,
  type NewPayment,
  recordPayment,
  refundPayment,
} from '../invoices/payments.ts'
import { dateTime, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import type { Session } from './session.ts'
import { table } from './text.ts'

export function addPaymentCommands(program: Command, define: Define): void {
  const payment = program.command('payment').description('payments of invoices')

  define(
    payment
      .command('record')
      .description('record a payment and settle its invoice')
      .argument('<invoice>', 'number of the invoice, such as INV-2026-0001, or its id')
      .requiredOption('--amount <amount>', 'amount with the decimals of the currency, such as 119.00')
      .option('--currency <code>', 'currency of the payment (default: that of the invoice)')
      .addOption(
        new Option('--method <method>', 'how it was paid').choices(PaymentMethod.options).makeOptionMandatory(),
      )
      .addOption(
        new Option('--status <status>', 'whether it has arrived')
          .choices(['succeeded', 'pending', 'failed'])
          .default('succeeded'),
      )
      .option('--reference <text>', 'reference that the invoice shows; a second payment with the same is refused')
      .option('--external-ref <key>', 'key of the payment in another system; a second payment with the same is refused')
      .option('--paid-at <time>', 'when it was paid (default: now)', dateTime)
      .addHelpText(
        'after',
        '\nExample: clustrix payment record INV-2026-0007 --amount 46.41 --method bank_transfer --reference "Statement 47"',
      ),
    async (session, invoice: string, options: RecordOptions) =>
      changePayment(session, async (queries, now) => {
        const invoiceId = await invoiceIdOf(queries, invoice)
        return recordPayment(queries, await newPayment(queries, invoiceId, options, now), now)
      }),
  )

  define(
    payment
      .command('confirm')
      .description('a pending payment has arrived')
      .argument('<id>', 'id of the payment', wholeNumber(1))
      .option('--paid-at <time>', 'when it was paid (default: now)', dateTime)
      .addHelpText('after', '\nExample: clustrix payment confirm 811'),
    async (session, id: number, { paidAt }: { paidAt?: string }) =>
      changePayment(session, async (queries, now) => {
        await confirmPayment(queries, id, notAfter(paidAt ?? now, now), now)
        return id
      }),
  )

  define(
    payment
      .command('fail')
      .description('a pending payment will not arrive')
      .argument('<id>', 'id of the payment', wholeNumber(1))
      .addHelpText('after', '\nExample: clustrix payment fail 811'),
    async (session, id: number) =>
      changePayment(session, async (queries, now) => {
        await failPayment(queries, id, now)
        return id
      }),
  )

  define(
    payment
      .command('refund')
      .description('a whole payment has been paid back')
      .argument('<id>', 'id of the payment', wholeNumber(1))
      .option('--yes', 'do not ask')
      .addHelpText('after', '\nExample: clustrix payment refund 802 --yes'),
    async (session, id: number, { yes }: { yes?: boolean }) => {
      await session.confirm(`Mark payment ${id} as refunded?`, yes)
      return changePayment(session, async (queries, now) => {
        await refundPayment(queries, id, now)
        return id
      })
    },
  )

  define(
    payment
      .command('list')
      .description('list payments, newest first, or those of one invoice')
      .option('--invoice <invoice>', 'only payments of this invoice, oldest first')
      .addOption(new Option('--status <status>', 'only payments with this status').choices(PaymentStatus.options))
      .option('--before <id>', 'only payments with a lower id', wholeNumber(1), Number.MAX_SAFE_INTEGER)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix payment list --status pending'),
    async (session, { invoice, status = null, ...page }: ListOptions) => {
      const payments = await session.read(async queries => {
        const invoice_id = invoice === undefined ? undefined : await invoiceIdOf(queries, invoice)
        const listed = await listPayments(queries, { ...page, status, ...(invoice_id !== undefined && { invoice_id }) })
        return listed.filter(each => status === null || each.status === status).map(toJson)
      })
      return { data: payments, text: table(COLUMNS, payments) }
    },
  )
}

interface RecordOptions {
  amount: string
  currency?: string
  method: PaymentMethod
  status: NewPayment['status']
  reference?: string
  externalRef?: string
  paidAt?: string
}

interface ListOptions {
  invoice?: string
  status?: string | null
  before: number
  limit: number
}

async function newPayment(
  queries: Queries,
  invoice_id: number,
  options: RecordOptions,
  now: string,
): Promise<NewPayment> {
  const { currency: own } = await showInvoice(queries, invoice_id, dateOf(now), '')
  const currency = options.currency ?? own
  const { method, status, reference = null, externalRef: external_ref = null, paidAt = now } = options
  const paid_at = notAfter(paidAt, now)
  for (const [name, text] of Object.entries({ reference, 'external reference': external_ref })) {
    if (text !== null && !isOneLine(text)) throw new Refused(`The ${name} ${ONE_LINE_RULE}`)
  }
  return {
    invoice_id,
    amount: amountOf(options.amount, currency),
    currency,
    method,
    status,
    reference,
    external_ref,
    paid_at,
  }
}

function amountOf(text: string, currency: string): number {
  try {
    const amount = parseMoney(text, currency)
    if (amount > 0) return amount
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refused(`The amount cannot be read: ${error.message}`)
  }
  throw new Refused('The amount must be more than zero')
}

function notAfter(time: string, now: string): string {
  if (time > now) throw new Refused(`The time of payment ${time} is in the future`)
  return time
}

/** Changes a payment and returns it with its invoice. @param work returns the id of the payment */
async function changePayment(session: Session, work: (queries: Queries, now: string) => Promise<number>) {
  const changed = await session.change(async (queries, now) => {
    const id = await work(queries, now)
    const [row] = await listPayments(queries, { status: null, before: id + 1, limit: 1 })
    if (!row) throw new Error(`Payment ${id} is missing`)
    const { number, status, amount_due } = await showInvoice(queries, row.invoice_id, dateOf(now), '')
    const result = { ...toJson(row), invoice_status: status, amount_due }
    return { result, subject: `payment ${id} of invoice ${number}`, details: { status: row.status } }
  })
  return {
    data: changed,
    text: `Payment ${changed.id} is ${changed.status}; invoice ${changed.invoice_number} is ${changed.invoice_status}, amount due ${changed.amount_due} ${changed.currency}.\n`,
  }
}

const toJson = (row: ListedPayment) => ({ ...row, amount: formatMoney(row.amount, row.currency) })

type JsonPayment = ReturnType<typeof toJson>

const COLUMNS = {
  id: (row: JsonPayment) => row.id,
  invoice: (row: JsonPayment) => row.invoice_number,
  status: (row: JsonPayment) => row.status,
  amount: (row: JsonPayment) => `${row.amount} ${row.currency}`,
  method: (row: JsonPayment) => row.method,
  'paid at': (row: JsonPayment) => row.paid_at,
  reference: (row: JsonPayment) => row.reference,
}

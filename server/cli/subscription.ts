import { type Command, Option } from 'commander'
import { holdClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { Interval, SubscriptionStatus } from '../generated/schemas.gen.ts'
import { addSubscription } from '../subscriptions/add.ts'
import { browseSubscriptions, type ShownSubscription, showSubscription } from '../subscriptions/browse.ts'
import { changeSubscription } from '../subscriptions/change.ts'
import {
  type Change,
  cancelSubscription,
  lockSubscription,
  pauseSubscription,
  resumeSubscription,
} from '../subscriptions/store.ts'
import { dateTime, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { clientToChange } from './existing.ts'
import type { Session } from './session.ts'
import { amountOf, nameOf, type PriceOptions, taxOf, withPrice } from './subscription-price.ts'
import { fields, table } from './text.ts'
import { UsageError } from './usage-error.ts'

export function addSubscriptionCommands(program: Command, define: Define): void {
  const subscription = program.command('subscription').description('what clients are billed for again and again')
  const withId = (name: string) => subscription.command(name).argument('<id>', 'id of the subscription', wholeNumber(1))

  define(
    withPrice(subscription.command('add'))
      .description('add a subscription; "clustrix tick" issues its invoices if it has a tax rate')
      .requiredOption('--client <id>', 'id of the client', wholeNumber(1))
      .option('--currency <code>', 'currency (default: that of the client)')
      .addOption(new Option('--interval <interval>', 'unit of a period').choices(Interval.options).default('month'))
      .option('--interval-count <n>', 'units in a period', wholeNumber(1, 366), 1)
      .option('--start <time>', 'start of the first period (default: today)', dateTime)
      .option('--trial-until <time>', 'end of a free trial, which begins at the start', dateTime)
      .option(
        '--invoice-from <time>',
        'tick invoices periods from here on (default: from the current period)',
        dateTime,
      )
      .option('--external-ref <key>', 'key of the subscription in another system')
      .addHelpText(
        'after',
        '\nExample: clustrix subscription add --client 4 --name "Managed hosting" --amount 149.00 --tax-rate 19.00 --tax-category S',
      ),
    async (session, options: AddOptions) =>
      changeOne(session, async (queries, now) => {
        await holdClient(queries, options.client)
        const client = await clientToChange(queries, options.client)
        const { name, currency = client.currency, quantity = 1, externalRef: external_ref = null } = options
        if (name === undefined || options.amount === undefined) throw new UsageError('--name and --amount are required')
        return addSubscription(
          queries,
          {
            client_id: client.id,
            name: nameOf(name),
            currency,
            amount: amountOf(options.amount, currency, quantity),
            quantity,
            interval: options.interval,
            interval_count: options.intervalCount,
            started_at: options.start ?? `${now.slice(0, 10)}T00:00:00Z`,
            trial_ends_at: options.trialUntil ?? null,
            tax: taxOf(options),
            invoice_from: options.invoiceFrom ?? null,
            external_ref,
          },
          now,
        )
      }),
  )

  define(
    subscription
      .command('list')
      .description('list subscriptions, newest first')
      .option('--client <id>', 'only subscriptions of this client', wholeNumber(1))
      .addOption(new Option('--status <status>', 'only those with this status').choices(SubscriptionStatus.options))
      .option('--before <id>', 'only subscriptions with a lower id', wholeNumber(1), Number.MAX_SAFE_INTEGER)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix subscription list --status past_due'),
    async (session, { client, status = null, ...page }: ListOptions) => {
      const query = { ...page, status, ...(client !== undefined && { client_id: client }) }
      const rows = await session.read(queries => browseSubscriptions(queries, query, session.now))
      return { data: rows, text: table(LIST_COLUMNS, rows) }
    },
  )

  define(
    withId('show').description('show a subscription').addHelpText('after', '\nExample: clustrix subscription show 31'),
    async (session, id: number) => {
      const shown = await session.read(queries => showSubscription(queries, id, session.now))
      return { data: shown, text: fields({ ...shown }) }
    },
  )

  define(
    withId('pause')
      .description('pause a subscription; the client cannot resume it')
      .option('--resume-at <time>', 'end of the pause (default: until it is resumed)', dateTime)
      .addHelpText('after', '\nExample: clustrix subscription pause 31'),
    async (session, id: number, { resumeAt: resume_at }: { resumeAt?: string }) =>
      changeOne(session, (queries, now) =>
        transition(queries, id, now, change => pauseSubscription(queries, { ...change, resume_at })),
      ),
  )

  define(
    withId('resume')
      .description('resume a subscription, also one that the client paused')
      .addHelpText('after', '\nExample: clustrix subscription resume 32'),
    async (session, id: number) =>
      changeOne(session, (queries, now) => transition(queries, id, now, change => resumeSubscription(queries, change))),
  )

  define(
    withId('cancel')
      .description('cancel a subscription at once; a paid period stays usable until its end')
      .option('--reason <text>', 'reason, which the client sees')
      .option('--yes', 'do not ask')
      .addHelpText('after', '\nExample: clustrix subscription cancel 31 --reason "End of contract" --yes'),
    async (session, id: number, { reason, yes }: { reason?: string; yes?: boolean }) => {
      if (reason !== undefined && (reason.trim() === '' || [...reason].length > 1000)) {
        throw new Refused('The reason must have 1 to 1000 characters')
      }
      await session.confirm(`Cancel subscription ${id}?`, yes)
      return changeOne(session, (queries, now) =>
        transition(queries, id, now, change => cancelSubscription(queries, { ...change, reason })),
      )
    },
  )

  define(
    withPrice(withId('change'))
      .description('change what is invoiced from the next period on')
      .addHelpText('after', '\nExample: clustrix subscription change 31 --amount 159.00'),
    async (session, id: number, options: PriceOptions) => {
      const { name, amount, quantity } = options
      if (Object.keys(options).length === 0) throw new UsageError('Give at least one option')
      return changeOne(session, async (queries, now) => {
        await lockSubscription(queries, id)
        const current = await showSubscription(queries, id, now)
        const units = quantity ?? current.quantity
        const tax = taxOf(options)
        const change = {
          ...(name !== undefined && { name: nameOf(name) }),
          amount: amountOf(amount ?? current.amount, current.currency, units),
          quantity: units,
          ...(tax && { tax }),
        }
        await changeSubscription(queries, id, change, now)
        return id
      })
    },
  )
}

interface AddOptions extends PriceOptions {
  client: number
  currency?: string
  interval: Interval
  intervalCount: number
  start?: string
  trialUntil?: string
  invoiceFrom?: string
  externalRef?: string
}

interface ListOptions {
  client?: number
  status?: string | null
  before: number
  limit: number
}

const LIST_COLUMNS = {
  id: (row: ShownSubscription) => row.id,
  client: (row: ShownSubscription) => row.client_id,
  name: (row: ShownSubscription) => row.name,
  status: (row: ShownSubscription) => row.status,
  price: (row: ShownSubscription) => `${row.quantity} × ${row.amount} ${row.currency}`,
  every: (row: ShownSubscription) => `${row.interval_count} ${row.interval}`,
  'next invoice': (row: ShownSubscription) => row.next_invoice_date,
}

/** Changes a subscription and shows it. @param work returns its id */
async function changeOne(session: Session, work: (queries: Queries, now: string) => Promise<number>) {
  const changed = await session.change(async (queries, now) => {
    const result = await showSubscription(queries, await work(queries, now), now)
    return { result, subject: `subscription ${result.id}`, details: { status: result.status } }
  })
  return { data: changed, text: fields({ ...changed }) }
}

/** A change by the rules of the API, as the operator. */
async function transition(
  queries: Queries,
  id: number,
  now: string,
  change: (change: Change) => Promise<unknown>,
): Promise<number> {
  const { client_id } = await showSubscription(queries, id, now)
  await change({ id, client_id, now, by: 'operator' })
  return id
}

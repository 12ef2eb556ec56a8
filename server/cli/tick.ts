import type { Command } from 'commander'
import { billSubscription } from '../billing/subscription.ts'
import { type Problem, Refused } from '../domain/refused.ts'
import { dueSubscriptions } from '../subscriptions/due.ts'
import { closeByTime } from '../tickets/close-by-time.ts'
import type { Define } from './define.ts'
import { issueTerms } from './issue-terms.ts'
import type { Session } from './session.ts'

/** Rows that are found, or tickets that are closed, in one transaction. */
const BATCH = 100

export function addTickCommand(program: Command, define: Define): void {
  define(
    program
      .command('tick')
      .description('store what time has changed, and issue the invoices of subscriptions whose period has begun')
      .addHelpText('after', '\nSafe at any time, twice, and while another one runs.\n\nExample: clustrix tick'),
    async session => {
      const { invoices, subscriptions, problems } = await billSubscriptions(session)
      const tickets = await closeTickets(session)
      if (problems.length > 0) {
        throw new Refused(`Invoices issued: ${invoices}; some subscriptions could not be invoiced`, problems)
      }
      return {
        data: { invoices, subscriptions, tickets },
        text: `Invoices issued: ${invoices}. Subscriptions brought up to date: ${subscriptions}. Tickets closed: ${tickets}.\n`,
      }
    },
  )
}

/** One transaction for each subscription: whatever stops the command, the next run continues. */
async function billSubscriptions(session: Session) {
  const progress = session.progress('Subscriptions')
  const problems: Problem[] = []
  let invoices = 0
  let subscriptions = 0
  for (let after = 0; ; ) {
    const ids = await session.read(queries => dueSubscriptions(queries, { after, now: session.now, limit: BATCH }))
    for (const id of ids) {
      try {
        const billed = await billCompletely(session, id)
        invoices += billed.invoices
        subscriptions += billed.hasChanged ? 1 : 0
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        problems.push({ at: `subscription ${id}`, message: error.message })
      }
      progress({ changes: subscriptions })
    }
    const last = ids.at(-1)
    if (last === undefined) return { invoices, subscriptions, problems }
    after = last
  }
}

async function billCompletely(session: Session, id: number): Promise<{ invoices: number; hasChanged: boolean }> {
  let invoices = 0
  let hasChanged = false
  for (;;) {
    const billed = await session.change(async (queries, now) => {
      const result = await billSubscription(queries, id, now, () => issueTerms(session, queries, now))
      return {
        result,
        subject: result.hasChanged ? `subscription ${id}` : undefined,
        details: { invoices: result.invoices },
      }
    })
    invoices += billed.invoices.length
    hasChanged ||= billed.hasChanged
    if (!billed.hasMore) return { invoices, hasChanged }
  }
}

async function closeTickets(session: Session): Promise<number> {
  let count = 0
  for (let after = 0; ; ) {
    const closed = await session.change(async (queries, now) => {
      const result = await closeByTime(queries, { now, after, limit: BATCH })
      return {
        result,
        subject: result.length > 0 ? `tickets: ${result.length}` : undefined,
        details: { tickets: result.map(({ number }) => number) },
      }
    })
    const last = closed.at(-1)
    if (last === undefined) return count
    count += closed.length
    after = last.id
  }
}

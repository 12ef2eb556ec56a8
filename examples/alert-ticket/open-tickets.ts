import { type Client, isApiError, type Schemas } from '@clustrix/client'
import { lineOf, type Output } from '../connect.ts'
import type { Alert } from './alerts.ts'
import { keyOf, referenceOf, ticketOf, titleOf } from './ticket.ts'

type Ticket = Schemas['Ticket']

const DAY = 24 * 60 * 60 * 1000

/**
 * Opens a ticket for each firing alert that has none yet. The Idempotency-Key sees to that for 24 hours, also when two programs get the
 * same alert at once; after that the reference in the subject does. Resolves to whether all went well.
 */
export async function openTickets(api: Client, alerts: readonly Alert[], output: Output): Promise<boolean> {
  const firing = alerts.filter(({ status }) => status === 'firing')
  output.log(`${firing.length} firing, ${alerts.length - firing.length} resolved`)
  if (firing.length === 0) return true

  // A day earlier, for the clocks of monitoring and server differ.
  const since = Math.min(...firing.map(({ startsAt }) => Date.parse(startsAt))) - DAY
  const opened = await ticketsSince(api, since)
  let isGood = true
  for (const alert of firing) {
    const known = opened.get(referenceOf(alert))
    if (known) {
      output.log(`${titleOf(alert)}: ${known.number} was opened before`)
      continue
    }
    try {
      output.log(`${titleOf(alert)}: ${await openTicket(api, alert)}`)
    } catch (error) {
      // One that cannot be opened shall not hold up the others.
      if (!isApiError(error)) throw error
      output.error(`${titleOf(alert)}: ${lineOf(error)}`)
      isGood = false
    }
  }
  return isGood
}

async function openTicket(api: Client, alert: Alert): Promise<string> {
  try {
    const { data, headers } = await api.orThrow.POST('/api/v1/tickets', {
      params: { header: { 'Idempotency-Key': keyOf(alert) } },
      body: ticketOf(alert),
    })
    return `${data.data.number} ${headers['Idempotent-Replayed'] ? 'was opened before' : 'opened'}`
  } catch (error) {
    // Someone was faster, with another text of the same alert.
    if (isApiError(error, 'idempotency_key_reused')) return 'a ticket was opened before'
    throw error
  }
}

/** Tickets of alerts by their references, at least all that were opened since then. */
async function ticketsSince(api: Client, since: number): Promise<Map<string, Ticket>> {
  const found = new Map<string, Ticket>()
  for await (const { data } of api.pages('/api/v1/tickets', { params: { query: { per_page: 100 } } })) {
    for (const ticket of data) {
      const reference = /\[alert [0-9a-f]{16}\]$/.exec(ticket.subject)?.[0]
      if (reference) found.set(reference, ticket)
    }
    // Newest first.
    if (data.every(({ created_at }) => Date.parse(created_at) < since)) break
  }
  return found
}

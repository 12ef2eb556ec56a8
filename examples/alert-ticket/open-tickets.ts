import { type Client, isApiError, type Ticket } from '@clustrix/client'
import { describeError, type Output } from '../connect.ts'
import type { Alert } from './alerts.ts'
import { keyOf, referenceOf, ticketOf, titleOf } from './ticket.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * Opens a ticket for each firing alert that has none yet. For 24 hours the Idempotency-Key prevents a second ticket, even if two programs
 * receive the same alert at once; after that the reference in the subject does. Resolves to whether everything succeeded.
 */
export async function openTickets(api: Client, alerts: readonly Alert[], output: Output): Promise<boolean> {
  const firing = alerts.filter(({ status }) => status === 'firing')
  output.log(`${firing.length} firing, ${alerts.length - firing.length} resolved`)
  if (firing.length === 0) return true

  // A day earlier, because the clocks of the monitoring system and the server may differ.
  const since = Math.min(...firing.map(({ startsAt }) => Date.parse(startsAt))) - DAY
  const opened = await ticketsSince(api, since)
  let succeeded = true
  for (const alert of firing) {
    const known = opened.get(referenceOf(alert))
    if (known) {
      output.log(`${titleOf(alert)}: ${known.number} was opened before`)
      continue
    }
    try {
      output.log(`${titleOf(alert)}: ${await openTicket(api, alert)}`)
    } catch (error) {
      // A failure must not keep the other tickets from being opened.
      if (!isApiError(error)) throw error
      output.error(`${titleOf(alert)}: ${describeError(error)}`)
      succeeded = false
    }
  }
  return succeeded
}

async function openTicket(api: Client, alert: Alert): Promise<string> {
  try {
    const { data, headers } = await api.orThrow.POST('/api/v1/tickets', {
      params: { header: { 'Idempotency-Key': keyOf(alert) } },
      body: ticketOf(alert),
    })
    return `${data.data.number} ${headers['Idempotent-Replayed'] ? 'was opened before' : 'opened'}`
  } catch (error) {
    // Another program was faster, with a different text of the same alert.
    if (isApiError(error, 'idempotency_key_reused')) return 'a ticket was opened before'
    throw error
  }
}

/** Tickets of alerts by reference, at least all that were opened since a time (in milliseconds). */
async function ticketsSince(api: Client, since: number): Promise<Map<string, Ticket>> {
  const found = new Map<string, Ticket>()
  for await (const { data } of api.pages('/api/v1/tickets', { params: { query: { per_page: 100 } } })) {
    for (const ticket of data) {
      const reference = /\[alert [0-9a-f]{16}\]$/.exec(ticket.subject)?.[0]
      if (reference) found.set(reference, ticket)
    }
    // The list is sorted from newest to oldest.
    if (data.every(({ created_at }) => Date.parse(created_at) < since)) break
  }
  return found
}

import { expect } from 'vitest'
import type { Attempt, Portal } from './portal.ts'
import { query } from './psql.ts'

/** No request may take longer, whatever happens to the database. */
const LIMIT_SECONDS = 7

/** The response is a 503 that says when to retry, and it has not taken long. */
export function expectUnavailable(attempt: Attempt): void {
  expect(attempt).toMatchObject({
    status: 503,
    retryAfter: expect.stringMatching(/^\d+$/),
    body: { code: 'unavailable' },
  })
  expect(attempt.seconds).toBeLessThan(LIMIT_SECONDS)
}

/** The response is a 500, which does not say whether something was changed, and it has not taken long. */
export function expectUnconfirmed(attempt: Attempt): void {
  expect(attempt).toMatchObject({ status: 500, body: { code: 'server_error' } })
  expect(attempt.seconds).toBeLessThan(LIMIT_SECONDS)
}

/** The number of tickets with a subject. */
export async function countTickets({ adminUrl }: Portal, subject: string): Promise<number> {
  return Number((await query(adminUrl, `SELECT count(*) FROM tickets WHERE subject = '${subject}'`))[0]?.[0])
}

interface Fault {
  level: string
  error: string
}

/** What the server has logged about failed requests. */
export function faultsOf({ server }: Portal): Fault[] {
  const lines = server.output.stdout.split('\n').filter(line => line.startsWith('{'))
  return lines.map(line => JSON.parse(line)).filter(({ event }) => event === 'fault')
}

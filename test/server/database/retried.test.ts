import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { caller } from '../../support/caller.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operations } from '../../support/operations.ts'
import { operator } from '../../support/operator.ts'
import { retrying } from '../../support/retrying.ts'
import { stateOf } from '../../support/state.ts'
import { importing } from '../import/importing.ts'

const rows = readFileSync(new URL('../import/rows.json', import.meta.url), 'utf8')
const random = (size: number) => new Uint8Array(size)

/** What is stored at the end, and what was printed or returned, once with and once without retried transactions. */
async function compare(work: (session: Awaited<ReturnType<typeof caller>>, database: Database) => Promise<unknown>) {
  const outcomes: unknown[] = []
  for (const wrap of [(database: Database) => database, retrying]) {
    const session = await caller({ wrap, random, settings: { rateLimit: 1000, loginRateLimit: 1000 } })
    outcomes.push([await work(session, wrap(session.database)), await stateOf(session.database)])
  }
  expect(outcomes[1]).toEqual(outcomes[0])
}

describe('a transaction that is retried changes nothing but the database', () => {
  test.each(operations)('$id', operation =>
    compare(async ({ send }) => {
      const texts = []
      const keyed: Record<string, string> = { 'Idempotency-Key': 'k' }
      for (const headers of operation.isIdempotent ? [keyed, {}] : [{}]) {
        const { method, path, body } = operation
        const response = await send(path, { method, headers, ...(body && { json: body }) })
        texts.push([response.status, await response.text()])
      }
      return texts
    }),
  )

  test.each([
    ['issues invoices', ['invoice', 'issue', '-'], JSON.stringify([invoiceFile(), invoiceFile()])],
    ['records a payment', ['payment', 'record', 'INV-2026-0006', '--amount', '1.00', '--method', 'card'], ''],
    ['bills subscriptions and closes tickets', ['tick'], ''],
  ])('%s', (_, args, input) =>
    compare(async (_session, database) => {
      const { exitCode, out, err } = await operator(database)([...args, '--json'], { input })
      expect([exitCode, err, out]).toEqual([0, '', expect.any(String)])
      return out
    }),
  )

  test('imports rows', () =>
    compare(async (_, database) => {
      const { exitCode, out } = await importing(database, rows)
      expect([exitCode, out]).toEqual([0, expect.any(String)])
      // The name of the file.
      await database.run(`UPDATE audit_log SET subject = ''`)
      return out
    }))
})

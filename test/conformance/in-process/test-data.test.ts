import { describe, expect, test } from 'vitest'
import { openConversation } from '../../../conformance/exchange/conversation.ts'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { createTestData } from '../../../conformance/in-process/test-data/test-data.ts'
import { openCopy } from '../../../server/database/sqlite/node.ts'

const database = openCopy(await createTestData())

describe('the test data follows the rules that no constraint enforces:', () => {
  test.each(['invoices', 'tickets'])('numbers of %s have no gaps, and the next one follows', async table => {
    const rows = await database.all<{ number: string }>(`SELECT number FROM ${table} WHERE number IS NOT NULL`)
    const series = Map.groupBy(
      rows.map(({ number }) => number),
      number => number.slice(0, -4),
    )
    for (const [name, numbers] of series) {
      const gapless = numbers.map((_, index) => `${name}${String(index + 1).padStart(4, '0')}`)
      expect(numbers.toSorted()).toEqual(gapless)
    }
    const kind = table === 'invoices' ? 'INV' : 'TKT'
    for (const year of [2025, 2026]) {
      const sql = 'SELECT last FROM number_sequences WHERE kind = :kind AND year = :year'
      expect(await database.one(sql, { kind, year })).toEqual({ last: series.get(`${kind}-${year}-`)?.length })
    }
  })

  test('issue dates never decrease with the numbers', async () => {
    const rows = await database.all<{ issue_date: string }>(
      `SELECT issue_date FROM invoices WHERE number LIKE 'INV-%' ORDER BY number`,
    )
    const dates = rows.map(({ issue_date }) => issue_date)
    expect(dates).toEqual(dates.toSorted())
    expect(dates.length).toBeGreaterThan(100)
  })

  test.each([
    ['references are valid', 'SELECT * FROM pragma_foreign_key_check'],
    [
      'tickets count their visible replies',
      `SELECT t.id FROM tickets t LEFT JOIN ticket_replies r ON r.ticket_id = t.id AND r.internal = 0 GROUP BY t.id
       HAVING t.reply_count <> count(r.id) OR t.last_reply_at IS NOT max(r.created_at)`,
    ],
    [
      'invoices refer to subscriptions of the same client',
      `SELECT i.id FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
       JOIN subscriptions s ON s.id IN (i.subscription_id, l.subscription_id) WHERE s.client_id <> i.client_id`,
    ],
    [
      'payments do not exceed the total',
      `SELECT i.id FROM invoices i JOIN payments p ON p.invoice_id = i.id AND p.status IN ('succeeded', 'pending')
       GROUP BY i.id HAVING sum(p.amount) > i.total`,
    ],
    ['no time is in the future', `SELECT id FROM tickets WHERE updated_at > '2026-11-22T12:00:00Z'`],
  ])('%s', async (_, sql) => {
    expect(await database.all(sql)).toEqual([])
  })

  test('contains drafts between visible invoices, and internal notes between replies', async () => {
    const drafts = await database.all(`SELECT id FROM invoices d WHERE state = 'draft' AND client_id = 4
      AND EXISTS (SELECT 1 FROM invoices i WHERE i.client_id = 4 AND i.state <> 'draft' AND i.id < d.id)
      AND EXISTS (SELECT 1 FROM invoices i WHERE i.client_id = 4 AND i.state <> 'draft' AND i.id > d.id)`)
    expect(drafts.length).toBeGreaterThan(0)
    expect(await database.all('SELECT 1 FROM ticket_replies WHERE internal = 1')).toHaveLength(2)
  })
})

describe('soon after noon', () => {
  /** The number of rows of the first account with a status at a given time. */
  async function totalAt(time: string, list: string, status: string): Promise<number> {
    const target = await createInProcess()
    const conversation = openConversation(target)
    await conversation.clock(time)
    const login = await conversation.send({
      method: 'POST',
      path: '/api/v1/auth/token',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(target.accounts[0]),
    })
    const headers = { Authorization: `Bearer ${(login.json as { token: string }).token}` }
    const { json } = await conversation.send({ method: 'GET', path: `/api/v1/${list}?status=${status}`, headers })
    return (json as { meta: { total: number } }).meta.total
  }

  test.each([
    ['a resolved ticket closes', 'tickets', 'resolved', '2026-11-22T12:59:59Z', '2026-11-22T13:00:00Z'],
    ['a paused subscription resumes', 'subscriptions', 'paused', '2026-11-22T12:59:59Z', '2026-11-22T13:00:00Z'],
    ['a trial ends', 'subscriptions', 'trialing', '2026-11-22T17:59:59Z', '2026-11-22T18:00:00Z'],
    ['an unpaid invoice becomes overdue', 'invoices', 'unpaid', '2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z'],
  ])('%s', async (_, list, status, before, after) => {
    expect((await totalAt(before, list, status)) - (await totalAt(after, list, status))).toBe(1)
  })
})

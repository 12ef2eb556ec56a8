import { describe, expect, it } from 'vitest'
import type { Params, Queries } from '../../../server/database/database.ts'
import { lastReplies } from '../../../server/tickets/thread.ts'
import type { TestApp } from '../../support/app.ts'
import { invalidState, type Schemas, session } from '../../support/session.ts'
import { insertTicket } from './fixtures.ts'

type Detail = { data: Schemas['TicketDetail'] }

const FULL = invalidState('This ticket is full. Open a new ticket instead.')

/** Inserts replies of a length, each a second after the one before and with the number of that second. */
async function fill(app: TestApp, count: number, length = 6, row: { internal?: number } = {}): Promise<void> {
  await app.database.run(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
    INSERT INTO ticket_replies (client_id, ticket_id, body, author_type, author_name, internal, created_at)
    SELECT 4, 900, substr(substr(CAST(1000000 + n AS text), 2) || :filler, 1, :length), 'staff', 'Support', :internal,
      '2026-01-01T00:' || substr(CAST(100 + n / 60 AS text), 2) || ':' || substr(CAST(100 + n % 60 AS text), 2) || 'Z'
    FROM numbers`,
    { count, length, filler: 'é'.repeat(length), internal: row.internal ?? 0 },
  )
}

async function thread(count: number, length = 6, { body = 'x' } = {}) {
  const opened = await session()
  const counted = count > 0 && { reply_count: count, last_reply_at: '2026-11-20T09:00:00Z' }
  await insertTicket(opened.app, 900, { ...counted, body })
  if (count > 0) await fill(opened.app, count, length)
  const reply = (text = 'y') => opened.send('/tickets/900/reply', { json: { body: text } })
  const read = async () => (await opened.get<Detail>('/tickets/900')).data
  return { ...opened, reply, read }
}

const numbersOf = ({ replies }: Pick<Schemas['TicketDetail'], 'replies'>) =>
  replies.map(({ body }) => Number(body.slice(0, 6)))
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe('a reply of a client', () => {
  it('may be the 500th visible one, but not the 501st, and a refused one changes nothing', async () => {
    const { app, reply, read } = await thread(499)
    await fill(app, 20, 6, { internal: 1 })
    expect((await reply()).status).toBe(201)
    const before = await read()
    expect(before).toMatchObject({ reply_count: 500, status: 'open' })
    app.clock.advance(60_000)
    expect(await reply()).toEqual(FULL)
    expect(await read()).toEqual(before)
  })

  it.each([
    [19_999, 'y', 201],
    [20_000, 'y', 422],
    [19_900, 'é'.repeat(100), 201],
    [19_900, 'é'.repeat(101), 422],
  ])('may bring the ticket to 1,000,000 characters (text of %i, reply %#)', async (length, text, status) => {
    const { reply } = await thread(49, 20_000, { body: 'é'.repeat(length) })
    expect((await reply(text)).status).toBe(status)
  })

  it('is refused for a ticket to which staff or an import has written more', async () => {
    const { reply } = await thread(700)
    expect(await reply()).toEqual(FULL)
  })

  it('is refused as closed for a ticket that is closed and full', async () => {
    const { app, reply } = await thread(500)
    await app.database.run(`UPDATE tickets SET state = 'closed', closed_at = '2026-11-21T00:00:00Z' WHERE id = 900`)
    expect(await reply()).toEqual(invalidState('This ticket is closed. Open a new ticket instead.'))
  })

  it('uses up no Idempotency-Key when it is refused', async () => {
    const { app, send } = await thread(500)
    const keyed = { json: { body: 'y' }, headers: { 'Idempotency-Key': 'k' } }
    expect(await send('/tickets/900/reply', keyed)).toEqual(FULL)
    await app.database.run('UPDATE tickets SET reply_count = 499 WHERE id = 900')
    expect((await send('/tickets/900/reply', keyed)).status).toBe(201)
  })
})

describe('a ticket in detail', () => {
  it('has the last 500 replies, oldest first, and counts all', async () => {
    const { read } = await thread(1234)
    const ticket = await read()
    expect(numbersOf(ticket)).toEqual(range(735, 1234))
    expect(ticket.reply_count).toBe(1234)
  })

  it.each([0, 1, 49, 50, 51, 100, 499, 500])('has all of %i replies', async count => {
    const { read } = await thread(count)
    expect(numbersOf(await read())).toEqual(range(1, count))
  })

  it('has at most 1,000,000 characters in its replies', async () => {
    const { app } = await thread(60, 20_000)
    const numbers = async () => numbersOf({ replies: await lastReplies(app.database, { client_id: 4, id: 900 }) })
    expect(await numbers()).toEqual(range(11, 60))
    // Now there are 19,999 characters left, one too few for the next.
    await app.database.run(`UPDATE ticket_replies SET body = substr(body, 1, 1) WHERE body LIKE '000060%'`)
    expect(await numbers()).toEqual([...range(11, 59), 0])
    await app.database.run(`UPDATE ticket_replies SET body = substr(body, 1, 19999) WHERE body LIKE '000010%'`)
    expect(await numbers()).toEqual([...range(10, 59), 0])
  })

  it('leaves out internal notes, and keeps the order of replies of the same second', async () => {
    const { app, read } = await thread(120)
    await fill(app, 700, 6, { internal: 1 })
    await app.database.run(`UPDATE ticket_replies SET created_at = '2026-11-20T09:00:00Z' WHERE ticket_id = 900`)
    expect(numbersOf(await read())).toEqual(range(1, 120))
  })

  it('is read a page at a time, however long the thread is', async () => {
    const { app } = await thread(2_000)
    const rowCounts: number[] = []
    const all: Queries['all'] = async <Row>(sql: string, params?: Params) => {
      const rows = await app.database.all<Row>(sql, params)
      rowCounts.push(rows.length)
      return rows
    }
    expect(await lastReplies({ ...app.database, all }, { client_id: 4, id: 900 })).toHaveLength(500)
    expect(Math.max(...rowCounts)).toBeLessThanOrEqual(50)
  })
})

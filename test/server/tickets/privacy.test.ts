import { describe, expect, it } from 'vitest'
import { type Schemas, session } from '../../support/session.ts'
import { insertReply, insertTicket } from './fixtures.ts'

type Detail = { data: Schemas['TicketDetail'] }

/** A ticket with a visible reply of staff and internal notes before and after it. */
const withNotes = async () => {
  const opened = await session()
  const seen = { reply_count: 1, last_reply_at: '2026-11-20T09:00:00Z' }
  await insertTicket(opened.app, 900, { state: 'answered', ...seen })
  const note = { ticket_id: 900, internal: 1, body: 'SECRET note', author_name: 'SECRET staff' }
  await insertReply(opened.app, 9001, { ...note, created_at: '2026-11-20T08:30:00Z' })
  await insertReply(opened.app, 9002, { ticket_id: 900 })
  await insertReply(opened.app, 9003, { ...note, created_at: '2026-11-20T10:00:00Z' })
  return opened
}

describe('internal notes', () => {
  it('do not appear in replies, reply_count or last_reply_at', async () => {
    const { get } = await withNotes()
    const { data } = await get<Detail>('/tickets/900')
    expect(data.replies).toEqual([
      {
        id: 9002,
        ticket_id: 900,
        body: 'We are looking into it.',
        author: { type: 'staff', name: 'Support' },
        created_at: '2026-11-20T09:00:00Z',
      },
    ])
    expect(data).toMatchObject({ reply_count: 1, last_reply_at: '2026-11-20T09:00:00Z' })
  })

  it('do not appear in any response about the ticket', async () => {
    const { get, send } = await withNotes()
    const responses = [
      await get('/tickets'),
      await get('/tickets/900'),
      await send('/tickets/900/reply', { json: { body: 'Thanks' } }),
      await get('/tickets/900'),
    ]
    expect(JSON.stringify(responses)).not.toContain('SECRET')
  })

  it('are not counted when the client replies', async () => {
    const { get, send } = await withNotes()
    expect(await send('/tickets/900/reply', { json: { body: 'Thanks' } })).toMatchObject({
      status: 201,
      body: { ticket: { reply_count: 2 } },
    })
    expect((await get<Detail>('/tickets/900')).data.replies.map(({ body }) => body)).toEqual([
      'We are looking into it.',
      'Thanks',
    ])
  })
})

describe('authors', () => {
  it('have only a type and a name, no email and no user ID', async () => {
    const { app, get } = await session()
    await insertTicket(app, 900, { reply_count: 3, last_reply_at: '2026-11-20T09:00:00Z' })
    await insertReply(app, 9001, { ticket_id: 900 })
    await insertReply(app, 9002, { ticket_id: 900, author_type: 'client', author_name: 'Priya Raman', user_id: 8 })
    await insertReply(app, 9003, { ticket_id: 900, author_type: 'system', author_name: 'System' })
    const { data } = await get<Detail>('/tickets/900')
    expect(data.replies.map(({ author }) => author)).toEqual([
      { type: 'staff', name: 'Support' },
      { type: 'client', name: 'Priya Raman' },
      { type: 'system', name: 'System' },
    ])
    expect(data.created_by).toEqual({ id: 7, name: 'Jordan Avery' })
    expect(JSON.stringify(data)).not.toContain('@')
  })

  it('replies are ordered oldest first, even if an older one was stored later', async () => {
    const { app, get } = await session()
    await insertTicket(app, 900, { reply_count: 2, last_reply_at: '2026-11-20T10:00:00Z' })
    await insertReply(app, 9001, { ticket_id: 900, created_at: '2026-11-20T10:00:00Z' })
    await insertReply(app, 9002, { ticket_id: 900, created_at: '2026-11-20T08:30:00Z' })
    expect((await get<Detail>('/tickets/900')).data.replies.map(({ id }) => id)).toEqual([9002, 9001])
  })

  it('replies of the same second are ordered by ID', async () => {
    const { app, get } = await session()
    await insertTicket(app, 900, { reply_count: 3, last_reply_at: '2026-11-20T09:00:00Z' })
    for (const id of [9003, 9001, 9002]) await insertReply(app, id, { ticket_id: 900 })
    expect((await get<Detail>('/tickets/900')).data.replies.map(({ id }) => id)).toEqual([9001, 9002, 9003])
  })
})

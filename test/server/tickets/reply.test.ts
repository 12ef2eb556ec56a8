import { describe, expect, it } from 'vitest'
import { ACME_SECOND, testApp } from '../../support/app.ts'
import { invalidState, notFound, type Schemas, session, validationError } from '../../support/session.ts'
import { insertTicket } from './fixtures.ts'

type Detail = { data: Schemas['TicketDetail'] }
type Replied = { data: Schemas['Reply']; ticket: Schemas['Ticket'] }

const CLOSED = invalidState('This ticket is closed. Open a new ticket instead.')

describe('a reply', () => {
  it.each([
    ['open', {}],
    ['answered', {}],
    ['on_hold', {}],
    ['resolved', { resolved_at: '2026-11-20T09:00:00Z' }],
  ])('to a ticket that is %s opens it', async (state, row) => {
    const { app, send, get } = await session()
    await insertTicket(app, 900, { state, ...row })
    const response = await send<Replied>('/tickets/900/reply', { json: { body: ' Thanks. ' } })
    expect(response).toEqual({
      status: 201,
      body: {
        data: {
          id: expect.any(Number),
          ticket_id: 900,
          body: 'Thanks.',
          author: { type: 'client', name: 'Jordan Avery' },
          created_at: '2026-11-22T12:00:00Z',
        },
        ticket: {
          id: 900,
          number: 'TKT-2025-0900',
          subject: 'Ticket 900',
          status: 'open',
          priority: 'medium',
          category: 'general',
          created_by: { id: 7, name: 'Jordan Avery' },
          reply_count: 1,
          last_reply_at: '2026-11-22T12:00:00Z',
          closed_at: null,
          created_at: '2026-11-20T08:00:00Z',
          updated_at: '2026-11-22T12:00:00Z',
        },
      },
    })
    const { data, ticket } = response.body
    expect((await get<Detail>('/tickets/900')).data).toEqual({
      ...ticket,
      body: 'It is broken.',
      replies: [data],
    })
  })

  it('is the last one and is counted', async () => {
    const { app, send, get } = await session()
    app.clock.set('2026-11-22T12:30:00.750Z')
    const { body } = await send<Replied>('/tickets/202/reply', { json: { body: 'Sent.' } })
    expect(body.ticket).toMatchObject({ reply_count: 2, last_reply_at: '2026-11-22T12:30:00Z' })
    app.clock.advance(1000)
    await send('/tickets/202/reply', { json: { body: 'And again.' } })
    const { data } = await get<Detail>('/tickets/202')
    expect(data.replies.map(reply => [reply.body, reply.created_at])).toEqual([
      ['Yes — please send us the signed mandate.', '2026-11-17T15:44:00Z'],
      ['Sent.', '2026-11-22T12:30:00Z'],
      ['And again.', '2026-11-22T12:30:01Z'],
    ])
    expect(data).toMatchObject({ status: 'open', reply_count: 3, last_reply_at: '2026-11-22T12:30:01Z' })
  })

  it('of another user of the client has the name of that user', async () => {
    const app = testApp({ settings: { rateLimit: 1000 } })
    const priya = await session(ACME_SECOND, app)
    const { body } = await priya.send<Replied>('/tickets/203/reply', { json: { body: 'Me too.' } })
    expect(body.data.author).toEqual({ type: 'client', name: 'Priya Raman' })
    expect(body.ticket.created_by).toEqual({ id: 7, name: 'Jordan Avery' })
  })

  it('keeps its author’s name when the user is renamed', async () => {
    const { app, get } = await session()
    await app.database.run(`UPDATE users SET name = 'Jordan Miller' WHERE id = 7`)
    const { data } = await get<Detail>('/tickets/201')
    expect(data.replies.map(({ author }) => author.name)).toEqual(['Maya (Clustrix support)', 'Jordan Avery'])
    expect(data.created_by).toEqual({ id: 7, name: 'Jordan Miller' })
  })

  it('to a closed ticket is refused and changes nothing', async () => {
    const { send, get } = await session()
    const before = await get<Detail>('/tickets/201')
    expect(before.data).toMatchObject({ status: 'closed', closed_at: '2026-03-11T09:30:00Z' })
    expect(await send('/tickets/201/reply', { json: { body: 'Once more' } })).toEqual(CLOSED)
    expect(await get<Detail>('/tickets/201')).toEqual(before)
  })

  it('without a body is a validation error, even for a closed ticket', async () => {
    const { send } = await session()
    const required = validationError({ body: 'The body field is required.' })
    expect(await send('/tickets/202/reply', { json: {} })).toEqual(required)
    expect(await send('/tickets/201/reply', { json: { body: '  ' } })).toEqual(required)
  })

  it('to an unknown ticket returns 404, to another client’s 403', async () => {
    const { send } = await session()
    expect(await send('/tickets/999/reply', { json: { body: 'x' } })).toEqual(notFound('Ticket'))
    expect((await send('/tickets/206/reply', { json: { body: 'x' } })).status).toBe(403)
  })

  it('ten simultaneous replies are all stored, in the order of their IDs', async () => {
    const { send, get } = await session()
    const responses = await Promise.all(
      Array.from({ length: 10 }, (_, n) => send<Replied>('/tickets/203/reply', { json: { body: `${n}` } })),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(201))
    const { data } = await get<Detail>('/tickets/203')
    expect(data.reply_count).toBe(10)
    const ids = data.replies.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  })
})

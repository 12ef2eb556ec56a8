import { describe, expect, it } from 'vitest'
import { invalidState, type Schemas, session } from '../../support/session.ts'
import { insertTicket } from './fixtures.ts'

type Detail = { data: Schemas['TicketDetail'] }

const CLOSED = invalidState('This ticket is closed. Open a new ticket instead.')

describe('a resolved ticket closes 7 days later', () => {
  // Resolved at 2026-11-16T08:05:00Z
  const LAST_SECOND = '2026-11-23T08:04:59.999Z'
  const DUE = '2026-11-23T08:05:00.000Z'

  it('and not a second earlier', async () => {
    const { app, send, get } = await session()
    app.clock.set(LAST_SECOND)
    expect((await get<Detail>('/tickets/205')).data).toMatchObject({
      status: 'resolved',
      closed_at: null,
      updated_at: '2026-11-16T08:05:00Z',
    })
    expect(await send('/tickets/205/reply', { json: { body: 'No, it is back.' } })).toMatchObject({
      status: 201,
      body: { ticket: { status: 'open', updated_at: '2026-11-23T08:04:59Z' } },
    })
    app.clock.set('2027-01-01T00:00:00Z')
    expect((await get<Detail>('/tickets/205')).data).toMatchObject({ status: 'open', closed_at: null })
  })

  it.each([DUE, '2026-11-23T08:05:01Z', '2036-01-01T00:00:00Z'])(
    'with the due time as closed_at, read at %s',
    async now => {
      const { app, send, get } = await session()
      app.clock.set(now)
      const closed = await get<Detail>('/tickets/205')
      expect(closed.data).toMatchObject({
        status: 'closed',
        closed_at: '2026-11-23T08:05:00Z',
        updated_at: '2026-11-23T08:05:00Z',
        reply_count: 1,
        last_reply_at: '2026-11-16T08:05:00Z',
      })
      expect(await send('/tickets/205/reply', { json: { body: 'No, it is back.' } })).toEqual(CLOSED)
      expect(await get<Detail>('/tickets/205')).toEqual(closed)
    },
  )

  it.each([
    [LAST_SECOND, [205], [201]],
    [DUE, [], [205, 201]],
  ])('in filtered lists too, at %s', async (now, resolved, closed) => {
    const { app, get } = await session()
    app.clock.set(now)
    for (const [status, ids] of [
      ['resolved', resolved],
      ['closed', closed],
    ] as const) {
      const page = await get<Schemas['TicketPage']>(`/tickets?status=${status}`)
      expect(page.data.map(ticket => [ticket.id, ticket.status])).toEqual(ids.map(id => [id, status]))
      expect(page.meta.total).toBe(ids.length)
    }
  })

  it('counted from resolved_at, not from its last reply or change', async () => {
    const { app, get } = await session()
    await insertTicket(app, 900, {
      state: 'resolved',
      resolved_at: '2026-11-15T00:00:00Z',
      updated_at: '2026-11-18T00:00:00Z',
    })
    expect((await get<Detail>('/tickets/900')).data).toMatchObject({
      status: 'closed',
      closed_at: '2026-11-22T00:00:00Z',
      updated_at: '2026-11-22T00:00:00Z',
    })
  })

  it('counted in days across the end of February in a leap year', async () => {
    const { app, get } = await session()
    await insertTicket(app, 900, { state: 'resolved', resolved_at: '2028-02-25T10:00:00Z' })
    app.clock.set('2028-12-01T00:00:00Z')
    expect((await get<Detail>('/tickets/900')).data.closed_at).toBe('2028-03-03T10:00:00Z')
  })

  it('unless staff closed it before, which keeps its closed_at', async () => {
    const { app, get } = await session()
    const closed = { closed_at: '2026-11-17T00:00:00Z', updated_at: '2026-11-17T00:00:00Z' }
    await insertTicket(app, 900, { state: 'closed', resolved_at: '2026-11-16T00:00:00Z', ...closed })
    app.clock.set('2026-12-24T00:00:00Z')
    expect((await get<Detail>('/tickets/900')).data).toMatchObject({ status: 'closed', ...closed })
  })

  it('so a reply just before succeeds and one at that time is refused', async () => {
    const { app, send } = await session()
    await insertTicket(app, 900, { state: 'resolved', resolved_at: '2026-11-16T08:05:00Z' })
    app.clock.set(DUE)
    expect(await send('/tickets/900/reply', { json: { body: 'Late' } })).toEqual(CLOSED)
    app.clock.advance(-1)
    expect((await send('/tickets/900/reply', { json: { body: 'In time' } })).status).toBe(201)
  })
})

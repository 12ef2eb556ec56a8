import { describe, expect, it } from 'vitest'
import { ACME_SECOND, BJORN } from '../../support/app.ts'
import { describeList } from '../../support/lists.ts'
import { type Schemas, session } from '../../support/session.ts'
import { insertTicket } from './fixtures.ts'

type Page = Schemas['TicketPage']

describeList({
  name: 'tickets',
  insertRow: (app, id, client_id) => insertTicket(app, id, { client_id }),
  status: 'open',
  otherStatus: 'closed',
})

describe('tickets', () => {
  it.each([
    ['you@company.com', [205, 204, 203, 202, 201]],
    [ACME_SECOND, [205, 204, 203, 202, 201]],
    [BJORN, [206]],
  ])('%s sees all tickets of the client, of any creator and status', async (email, ids) => {
    const { get } = await session(email)
    expect((await get<Page>('/tickets')).data.map(({ id }) => id)).toEqual(ids)
  })

  it.each([
    ['open', [203]],
    ['answered', [202]],
    ['on_hold', [204]],
    ['resolved', [205]],
    ['closed', [201]],
  ])('can be filtered by %s', async (status, ids) => {
    const { get } = await session()
    const page = await get<Page>(`/tickets?status=${status}`)
    expect(page.data.map(ticket => [ticket.id, ticket.status])).toEqual(ids.map(id => [id, status]))
    expect(page.meta.total).toBe(ids.length)
  })

  it('a listed ticket is the full one without body and replies', async () => {
    const { get } = await session()
    const { data } = await get<Page>('/tickets')
    expect(data).toHaveLength(5)
    for (const ticket of data) {
      const {
        body: _body,
        replies: _replies,
        ...shown
      } = (await get<{ data: Schemas['TicketDetail'] }>(`/tickets/${ticket.id}`)).data
      expect(shown).toEqual(ticket)
    }
  })
})

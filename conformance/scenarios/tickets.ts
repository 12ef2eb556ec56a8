import { dataOf, expectStatus, isObject } from './expect-response.ts'
import { lists } from './lists.ts'
import { MIXED_TEXT } from './mixed-text.ts'
import { isListed, pageOf } from './read-lists.ts'
import type { Me, Ticket, TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { fieldsOf } from './ticket-fields.ts'
import { isNow } from './times.ts'

const { tickets } = lists

export const ticketScenarios: readonly Scenario[] = [
  {
    name: 'a new ticket is returned as typed: by Location, by id and first in the list',
    operations: ['createTicket', 'getTicket', 'listTickets', 'getMe'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const me = await dataOf<Me>(api, 'getMe')
      const [newest] = (await pageOf<Ticket>(api, tickets, { per_page: 1 })).data
      const body = {
        subject: '  ünï  <b>\u00a0 ',
        body: ` \n${MIXED_TEXT}\u3000\n`,
        priority: 'urgent',
        category: 'technical',
      }
      const opened = await expectStatus(api, 'createTicket', { body }, 201)
      const ticket = (isObject(opened.json) ? opened.json.data : undefined) as TicketDetail
      const { id, number, created_at, replies, reply_count, last_reply_at, closed_at, ...rest } = ticket
      const given = [rest.subject, rest.body, rest.status, rest.priority, rest.category]
      api.equal(
        given,
        ['ünï  <b>', MIXED_TEXT, 'open', 'urgent', 'technical'],
        'subject, body, status, priority and category',
      )
      api.equal([rest.created_by.id, rest.created_by.name], [me.id, me.name], 'created_by')
      api.equal(
        [replies, reply_count, last_reply_at, closed_at],
        [[], 0, null, null],
        'the replies and closing of a new ticket',
      )
      isNow(api, created_at, 'created_at')
      api.equal(rest.updated_at, created_at, 'updated_at')
      api.check(id > (newest?.id ?? 0), `the new id should be greater than ${newest?.id}, not ${id}`)
      api.check(number !== newest?.number, `the new number should not be ${number}, which is taken`)
      const located = await api.get(opened.headers.get('location') ?? '')
      api.equal([located.status, located.json], [200, { data: ticket }], 'the response for Location')
      api.equal(await dataOf(api, 'getTicket', { id }), ticket, `ticket ${id} by its id`)
      const [first] = (await pageOf<Ticket>(api, tickets, { per_page: 1 })).data
      api.equal(first, fieldsOf(ticket, first), 'the first of the list')
      api.equal(await isListed(api, tickets, id, 'open'), true, 'whether ?status=open shows it')
    },
  },
  {
    name: 'a ticket by form equals a ticket by JSON, and numbers increase by one',
    operations: ['createTicket'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const body = {
        subject: 'a+b & c=d',
        body: `${MIXED_TEXT}${'🦭'.repeat(4000)}.`,
        priority: 'low',
        category: 'billing',
      }
      const one = await dataOf<TicketDetail>(api, 'createTicket', { body }, 201)
      const two = await dataOf<TicketDetail>(api, 'createTicket', { body, form: true }, 201)
      api.equal([one.subject, one.body], [body.subject, body.body], 'subject and body')
      api.equal({ ...two, id: one.id, number: one.number }, one, 'the ticket by form')
      const [, year, count = ''] = /^TKT-(\d{4})-(\d+)$/.exec(one.number) ?? []
      api.equal(year, one.created_at.slice(0, 4), `the year in ${one.number}`)
      api.equal(
        two.number,
        `TKT-${year}-${String(Number(count) + 1).padStart(4, '0')}`,
        `the number after ${one.number}`,
      )
    },
  },
  {
    name: 'reply fields of a ticket match its replies',
    operations: ['listTickets', 'getTicket'],
    async run(api: ScenarioApi) {
      const { data } = await pageOf<Ticket>(api, tickets, { per_page: 20 })
      if (data.length === 0) api.skip('there are no tickets')
      for (const row of data) {
        const ticket = await dataOf<TicketDetail>(api, 'getTicket', { id: row.id })
        const { replies } = ticket
        api.equal(ticket.reply_count, replies.length, `reply_count of ticket ${row.id}`)
        const times = replies.map(({ created_at }) => created_at)
        api.equal(times, times.toSorted(), `the order of the replies of ticket ${row.id}`)
        api.equal(ticket.last_reply_at, times.at(-1) ?? null, `last_reply_at of ticket ${row.id}`)
        api.equal(
          replies.filter(({ ticket_id }) => ticket_id !== row.id),
          [],
          'replies that belong to another ticket',
        )
        api.equal(ticket.closed_at !== null, row.status === 'closed', `whether ticket ${row.id} has a closed_at`)
      }
    },
  },
]

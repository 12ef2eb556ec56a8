import { dataOf, expectRefusal, expectStatus } from './expect-response.ts'
import { lists } from './lists.ts'
import { MIXED_TEXT } from './mixed-text.ts'
import { findRow, isListed, newestWith, pageOf } from './read-lists.ts'
import type { Me, Reply, Ticket, TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { fieldsOf } from './ticket-fields.ts'
import { DAY, isNow, later } from './times.ts'

const { tickets } = lists

/** The refusal of a reply to a closed ticket. */
const CLOSED = {
  code: 'invalid_state',
  field: 'status',
  message: 'This ticket is closed. Open a new ticket instead.',
}

export const replyScenarios: readonly Scenario[] = [
  ...['open', 'answered', 'on_hold', 'resolved'].map(repliedTo),
  {
    name: 'replies are stored as typed and in order, and reply_count is the number of visible replies',
    operations: ['replyToTicket', 'getTicket', 'listTickets'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Ticket>(api, tickets, 'open')
      const long = 'x'.repeat(19_999)
      for (const body of [` ${MIXED_TEXT}\n`, `${long}.`, 'three'])
        await expectStatus(api, 'replyToTicket', { id, body: { body } }, 201)
      const { replies } = await dataOf<TicketDetail>(api, 'getTicket', { id })
      api.equal(
        replies.slice(-3).map(({ body }) => body),
        [MIXED_TEXT, `${long}.`, 'three'],
        'the last three replies',
      )
      const [other] = (await pageOf<Ticket>(api, tickets, { per_page: 1 })).data.filter(row => row.id !== id)
      if (other)
        api.equal((await dataOf<Ticket>(api, 'getTicket', { id: other.id })).updated_at, other.updated_at, 'another')
    },
  },
  {
    name: 'a closed ticket accepts no reply and stays unchanged',
    operations: ['listTickets', 'getTicket', 'replyToTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Ticket>(api, tickets, 'closed')
      const before = await dataOf(api, 'getTicket', { id })
      await expectRefusal(api, 'replyToTicket', { id, body: { body: 'Once more.' } }, CLOSED)
      api.equal(await dataOf(api, 'getTicket', { id }), before, `ticket ${id} after a refused reply`)
    },
  },
  {
    name: 'a resolved ticket closes automatically and permanently after 7 days',
    operations: ['listTickets', 'getTicket', 'replyToTicket'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { id, updated_at } = await newestWith<Ticket>(api, tickets, 'resolved')
      // Its last change was the resolution.
      const closes = later(updated_at, 7 * DAY)
      await api.clock(later(closes, -1000))
      api.equal((await findRow(api, tickets, id)).status, 'resolved', 'the status a second before')
      await api.clock(closes)
      const closed = await dataOf<TicketDetail>(api, 'getTicket', { id })
      api.equal(
        [closed.status, closed.closed_at, closed.updated_at],
        ['closed', closes, closes],
        'status and times then',
      )
      api.equal(await isListed(api, tickets, id, 'closed'), true, 'whether ?status=closed shows it')
      api.equal(await isListed(api, tickets, id, 'resolved'), false, 'whether ?status=resolved still shows it')
      await api.clock(later(closes, 30 * DAY))
      await expectRefusal(api, 'replyToTicket', { id, body: { body: 'Too late.' } }, CLOSED)
      api.equal(await dataOf(api, 'getTicket', { id }), closed, 'the ticket a month later')
    },
  },
  {
    name: 'a reply to a resolved ticket prevents it from closing',
    operations: ['listTickets', 'replyToTicket'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { id, updated_at } = await newestWith<Ticket>(api, tickets, 'resolved')
      await expectStatus(api, 'replyToTicket', { id, body: { body: 'It is not.' } }, 201)
      await api.clock(later(updated_at, 8 * DAY))
      api.equal((await findRow(api, tickets, id)).status, 'open', 'the status 8 days after it was resolved')
    },
  },
]

function repliedTo(status: string): Scenario {
  return {
    name: `a reply to a ticket that is ${status} comes last and reopens it`,
    operations: ['listTickets', 'getTicket', 'replyToTicket', 'getMe'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const me = await dataOf<Me>(api, 'getMe')
      const { id } = await newestWith<Ticket>(api, tickets, status)
      const before = await dataOf<TicketDetail>(api, 'getTicket', { id })
      const counts = async () => [await countOf(api, status), await countOf(api, 'open')] as const
      const [former, open] = await counts()
      const response = await expectStatus(api, 'replyToTicket', { id, body: { body: ' Thank you. ' } }, 201)
      const { data: reply, ticket } = response.json as { data: Reply; ticket: Ticket }
      const { body, ticket_id, author, created_at } = reply
      api.equal([body, ticket_id], ['Thank you.', id], 'body and ticket_id of the reply')
      api.equal([author.type, author.name], ['client', me.name], 'its author')
      isNow(api, created_at, 'its created_at')
      api.equal(
        ticket,
        {
          ...fieldsOf(before, ticket),
          status: 'open',
          reply_count: before.reply_count + 1,
          last_reply_at: created_at,
          updated_at: created_at,
        },
        'the ticket after it',
      )
      const after = await dataOf<TicketDetail>(api, 'getTicket', { id })
      api.equal(after.replies, [...before.replies, reply], 'the replies of the ticket')
      api.equal(ticket, fieldsOf(after, ticket), 'the ticket by its id')
      api.equal(await findRow<Ticket>(api, tickets, id), ticket, 'the ticket in the list')
      const moved = status === 'open' ? 0 : 1
      api.equal(await counts(), [former - moved, open + moved], `the numbers of ${status} and of open tickets`)
    },
  }
}

const countOf = async (api: ScenarioApi, status: string): Promise<number> =>
  (await pageOf(api, tickets, { status, per_page: 1 })).meta.total

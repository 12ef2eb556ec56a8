import type { Database } from '../database/database.ts'
import type { Handlers } from '../http/handler-types.ts'
import { pageOf } from '../http/pages.ts'
import { listTickets } from './list.ts'
import { addReply, createTicket, getTicket } from './store.ts'

export function tickets(database: Database): Handlers['tickets'] {
  return {
    async listTickets(c) {
      const query = c.req.valid('query')
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const sentQueryKeys = c.get('sentQueryKeys')
      const listed = await listTickets(database, { ...query, client_id: user.client_id }, now)
      return { status: 200, body: pageOf(`${origin}${c.req.path}`, query, sentQueryKeys, listed) }
    },

    async getTicket(c) {
      const user = c.get('user')
      const now = c.get('now')
      const { id } = c.req.valid('param')
      return { status: 200, body: { data: await database.read(q => getTicket(q, id, user.client_id, now)) } }
    },

    async createTicket(c) {
      const queries = c.get('queries')
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const ticket = { ...c.req.valid('json'), client_id: user.client_id, user_id: user.id }
      const data = await createTicket(queries, ticket, user.name, now)
      return { status: 201, headers: { Location: `${origin}${c.req.path}/${data.id}` }, body: { data } }
    },

    async replyToTicket(c) {
      const queries = c.get('queries')
      const user = c.get('user')
      const now = c.get('now')
      const { id } = c.req.valid('param')
      const { body } = c.req.valid('json')
      const reply = { id, client_id: user.client_id, user_id: user.id, name: user.name, body }
      const added = await addReply(queries, reply, now)
      return { status: 201, body: { data: added.reply, ticket: added.ticket } }
    },
  }
}

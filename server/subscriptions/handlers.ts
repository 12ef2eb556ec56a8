import type { Database } from '../database/database.ts'
import type { Handlers } from '../http/handler-types.ts'
import { pageOf } from '../http/pages.ts'
import { listSubscriptions } from './list.ts'
import { cancelSubscription, pauseSubscription, resumeSubscription } from './store.ts'

export function subscriptions(database: Database): Handlers['subscriptions'] {
  return {
    async listSubscriptions(c) {
      const query = c.req.valid('query')
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const sentQueryKeys = c.get('sentQueryKeys')
      const listed = await database.read(q => listSubscriptions(q, { ...query, client_id: user.client_id }, now))
      return { status: 200, body: pageOf(`${origin}${c.req.path}`, query, sentQueryKeys, listed) }
    },

    async pauseSubscription(c) {
      const queries = c.get('queries')
      const user = c.get('user')
      const now = c.get('now')
      const { id } = c.req.valid('param')
      const { resume_at } = c.req.valid('json')
      const data = await pauseSubscription(queries, { id, client_id: user.client_id, now, by: 'client', resume_at })
      return { status: 200, body: { data } }
    },

    async resumeSubscription(c) {
      const queries = c.get('queries')
      const user = c.get('user')
      const now = c.get('now')
      const { id } = c.req.valid('param')
      return {
        status: 200,
        body: { data: await resumeSubscription(queries, { id, client_id: user.client_id, now, by: 'client' }) },
      }
    },

    async cancelSubscription(c) {
      const queries = c.get('queries')
      const user = c.get('user')
      const now = c.get('now')
      const { id } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const data = await cancelSubscription(queries, { id, client_id: user.client_id, now, by: 'client', reason })
      return { status: 200, body: { data } }
    },
  }
}

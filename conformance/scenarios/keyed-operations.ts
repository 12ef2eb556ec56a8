import { randomUUID } from 'node:crypto'
import { dataOf } from './expect-response.ts'
import { lists } from './lists.ts'
import { findRow, newestWith, pageOf } from './read-lists.ts'
import type { Subscription, Ticket } from './rows.ts'
import type { ScenarioApi, ScenarioRequest } from './scenario.ts'

/** An operation that accepts an Idempotency-Key, with everything that scenarios about keys need. */
export interface KeyedOperation {
  operation: string
  /** Other operations that `prepare` and `trace` call. */
  operations: readonly string[]
  status: number
  /** Returns a request that succeeds in the current state. */
  prepare(api: ScenarioApi): Promise<ScenarioRequest>
  /** The same request with another body. */
  other: Record<string, unknown>
  /** Returns something that shows whether, and how often, the request had an effect. */
  trace(api: ScenarioApi, request: ScenarioRequest): Promise<unknown>
}

const subscription = async (api: ScenarioApi, { id }: ScenarioRequest) => findRow(api, lists.subscriptions, Number(id))

export const keyedOperations: readonly KeyedOperation[] = [
  {
    operation: 'createTicket',
    operations: ['listTickets'],
    status: 201,
    prepare: async () => ({ body: { subject: 'Sent with a key', body: 'Only once, please.' } }),
    other: { subject: 'Sent with a key', body: 'Something else.' },
    trace: async api => (await pageOf(api, lists.tickets, { per_page: 1 })).meta.total,
  },
  {
    operation: 'replyToTicket',
    operations: ['createTicket', 'getTicket'],
    status: 201,
    async prepare(api) {
      const body = { subject: 'Replied to with a key', body: 'Once, please.' }
      return { id: (await dataOf<Ticket>(api, 'createTicket', { body }, 201)).id, body: { body: 'Thanks.' } }
    },
    other: { body: 'Something else.' },
    trace: async (api, { id }) => (await dataOf<Ticket>(api, 'getTicket', { id })).reply_count,
  },
  {
    operation: 'pauseSubscription',
    operations: ['listSubscriptions'],
    status: 200,
    prepare: async api => ({ id: (await newestWith<Subscription>(api, lists.subscriptions, 'active')).id }),
    other: { resume_at: null },
    trace: subscription,
  },
  {
    operation: 'resumeSubscription',
    operations: ['listSubscriptions', 'pauseSubscription'],
    status: 200,
    async prepare(api) {
      const { id } = await newestWith<Subscription>(api, lists.subscriptions, 'active')
      await dataOf(api, 'pauseSubscription', { id })
      return { id }
    },
    other: { any: 'body, which is dropped' },
    trace: subscription,
  },
  {
    operation: 'cancelSubscription',
    operations: ['listSubscriptions'],
    status: 200,
    async prepare(api) {
      const { id } = await newestWith<Subscription>(api, lists.subscriptions, 'active')
      return { id, body: { reason: 'Moved' } }
    },
    other: { reason: 'Moved away' },
    trace: subscription,
  },
]

/** An unused key. It is the same in each run on a target that can be reset, so that runs are repeatable. */
export const newKey = (api: ScenarioApi, name: string): Record<string, string> => ({
  'Idempotency-Key': `conformance-${name}-${api.isResettable ? '' : randomUUID()}`,
})

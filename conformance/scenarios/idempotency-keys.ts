import { dataOf, expectRefusal, expectStatus } from './expect-response.ts'
import { lists } from './lists.ts'
import { isReplay, newKey } from './new-key.ts'
import { findRow, newestWith } from './read-lists.ts'
import type { Subscription, Ticket, TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { DAY, later, toIsoSeconds } from './times.ts'

const body = { subject: 'Sent with a key', body: 'Only once, please.' }

const REUSED = {
  code: 'idempotency_key_reused',
  field: 'idempotency_key',
  message: 'This Idempotency-Key was used with a different request.',
}

/** Scope and lifetime of keys. */
export const keyScenarios: readonly Scenario[] = [
  {
    name: 'a key is kept for 24 hours',
    operations: ['createTicket'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const request = { body, headers: newKey(api, 'passed') }
      const first = await expectStatus(api, 'createTicket', request, 201)
      const expires = later(toIsoSeconds(api.now()), DAY)
      await api.clock(later(expires, -1000))
      const kept = await expectStatus(api, 'createTicket', request, 201)
      api.equal([isReplay(kept), kept.text], [true, first.text], 'the response after 23:59:59, a replay,')
      await api.clock(later(expires, 1000))
      const next = await dataOf<Ticket>(api, 'createTicket', request, 201)
      const { data } = first.json as { data: Ticket }
      api.check(next.id > data.id, `after a day the key should open a new ticket, not return ${next.id} again`)
    },
  },
  {
    name: 'keys on different paths are independent',
    operations: ['createTicket', 'replyToTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const headers = newKey(api, 'paths')
      const { id } = await dataOf<Ticket>(api, 'createTicket', { body, headers }, 201)
      const other = await dataOf<Ticket>(api, 'createTicket', { body }, 201)
      for (const ticket of [id, other.id]) {
        const reply = await expectStatus(api, 'replyToTicket', { id: ticket, body: { body: 'Hello.' }, headers }, 201)
        api.equal(isReplay(reply), false, `whether the reply to ${ticket} is a replay`)
      }
    },
  },
  {
    name: 'keys are compared in full length and by case',
    operations: ['createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const start = `${newKey(api, 'alike')['Idempotency-Key']}-`
      const key = start.padEnd(254, 'k')
      const ids = new Set<number>()
      const keys = [key, `${key}a`, `${key}b`, `${key}A`, key.toUpperCase()]
      for (const each of keys)
        ids.add((await dataOf<Ticket>(api, 'createTicket', { body, headers: { 'Idempotency-Key': each } }, 201)).id)
      api.equal(ids.size, keys.length, 'the number of tickets opened with different keys')
    },
  },
  {
    name: 'a replay has its own request id, and another token or quotes around the key change nothing',
    operations: ['createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const request = { body, headers: newKey(api, 'tokens') }
      const quoted = { 'Idempotency-Key': `"${request.headers['Idempotency-Key']}"` }
      const first = await expectStatus(api, 'createTicket', request, 201)
      const repetitions = [request, { ...request, token: await api.freshToken() }, { ...request, headers: quoted }]
      const ids = new Set([first.headers.get('x-request-id')])
      for (const repetition of repetitions) {
        const again = await expectStatus(api, 'createTicket', repetition, 201)
        api.equal(isReplay(again), true, 'whether it is a replay')
        ids.add(again.headers.get('x-request-id'))
      }
      api.equal(ids.size, 4, `the number of different X-Request-Ids in ${[...ids]}`)
      await expectRefusal(api, 'createTicket', { ...request, body: { ...body, body: 'Something else.' } }, REUSED)
    },
  },
  {
    name: 'a refused change of state does not use up its key',
    operations: ['listSubscriptions', 'pauseSubscription', 'resumeSubscription'],
    needs: ['reset'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, lists.subscriptions, 'active')
      const request = { id, headers: newKey(api, 'possible') }
      await expectRefusal(api, 'resumeSubscription', request, { code: 'invalid_state', field: 'status' })
      await dataOf(api, 'pauseSubscription', { id })
      const resumed = await expectStatus(api, 'resumeSubscription', request, 200)
      api.equal(isReplay(resumed), false, 'whether the first success is a replay')
      await dataOf(api, 'pauseSubscription', { id })
      const replayed = await expectStatus(api, 'resumeSubscription', request, 200)
      api.equal(replayed.text, resumed.text, 'the replay after another pause')
      api.equal((await findRow(api, lists.subscriptions, id)).status, 'paused', 'the status after the replay')
      // The operation ignores its body, but the key does not.
      await expectRefusal(api, 'resumeSubscription', { ...request, body: { any: 'body' } }, REUSED)
    },
  },
  {
    name: 'requests without a key are never replays, and each is executed',
    operations: ['createTicket', 'replyToTicket', 'getTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const one = await dataOf<Ticket>(api, 'createTicket', { body }, 201)
      const two = await dataOf<Ticket>(api, 'createTicket', { body }, 201)
      api.check(two.id !== one.id, 'two equal requests should open two tickets')
      const request = { id: one.id, body: { body: 'Again.' } }
      for (const _ of [1, 2])
        api.equal(
          isReplay(await expectStatus(api, 'replyToTicket', request, 201)),
          false,
          'whether a reply is a replay',
        )
      const { reply_count, replies } = await dataOf<TicketDetail>(api, 'getTicket', { id: one.id })
      api.equal([reply_count, replies.length], [2, 2], 'reply_count and replies after two')
    },
  },
]

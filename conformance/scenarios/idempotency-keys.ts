import { dataOf, expectRefusal, expectStatus } from './expect-response.ts'
import { isReplay } from './idempotency.ts'
import { newKey } from './keyed-operations.ts'
import { lists } from './lists.ts'
import { findRow, newestWith } from './read-lists.ts'
import type { Subscription, Ticket, TicketDetail } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { DAY, later, toIsoSeconds } from './times.ts'
import { undoOnFailure } from './undo-on-failure.ts'

const body = { subject: 'Sent with a key', body: 'Only once, please.' }

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
    name: 'keys of different users are independent',
    operations: ['createTicket'],
    needs: ['writes', 'second account'],
    async run(api: ScenarioApi) {
      const request = { body, headers: newKey(api, 'shared') }
      const own = await dataOf<Ticket>(api, 'createTicket', request, 201)
      const other = await expectStatus(api.as(1), 'createTicket', request, 201)
      api.equal(isReplay(other), false, "whether another user's response is a replay")
      const { data } = other.json as { data: Ticket }
      api.check(data.id !== own.id, `another user should get a new ticket, not ${own.id}`)
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
    name: 'tokens of the same user share keys',
    operations: ['createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const request = { body, headers: newKey(api, 'tokens') }
      await expectStatus(api, 'createTicket', request, 201)
      const again = await expectStatus(api, 'createTicket', { ...request, token: await api.freshToken() }, 201)
      api.equal(isReplay(again), true, 'whether it is a replay')
    },
  },
  {
    name: 'a pause repeated with its key returns the first response and pauses once',
    operations: ['listSubscriptions', 'pauseSubscription', 'resumeSubscription'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const { id } = await newestWith<Subscription>(api, lists.subscriptions, 'active')
      const request = { id, headers: newKey(api, 'pause') }
      const pauseTwice = async () => {
        const first = await expectStatus(api, 'pauseSubscription', request, 200)
        api.equal(isReplay(first), false, 'whether the first response is marked as a replay')
        const again = await expectStatus(api, 'pauseSubscription', request, 200)
        api.equal([isReplay(again), again.text], [true, first.text], 'the second response, a replay of the first,')
      }
      await undoOnFailure(pauseTwice, () => api.call('resumeSubscription', { id }))
      const { status } = await dataOf<Subscription>(api, 'resumeSubscription', { id })
      api.equal(status, 'active', 'the status after one resume')
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

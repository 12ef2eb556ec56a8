import type { ReceivedResponse } from '../exchange/exchange.ts'
import { expectRefusal, expectStatus } from './expect-response.ts'
import { type KeyedOperation, keyedOperations, newKey } from './keyed-operations.ts'
import type { Need, Scenario, ScenarioApi, ScenarioRequest } from './scenario.ts'

const REUSED = {
  code: 'idempotency_key_reused',
  field: 'idempotency_key',
  message: 'This Idempotency-Key was used with a different request.',
}

export const idempotencyScenarios: readonly Scenario[] = keyedOperations.flatMap(each => [
  repeated(each),
  reused(each),
  atOnce(each),
  ...(each.operation === 'resumeSubscription' ? [] : [freed(each)]),
])

function repeated({ operation, operations, status, prepare, trace }: KeyedOperation): Scenario {
  return {
    name: `${operation}: repeating key and body returns the first response and does nothing`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const request = { ...(await prepare(api)), headers: newKey(api, operation) }
      const before = await trace(api, request)
      const first = await expectStatus(api, operation, request, status)
      api.equal(isReplay(first), false, 'whether the first response is marked as a replay')
      const done = await trace(api, request)
      api.check(JSON.stringify(done) !== JSON.stringify(before), `${operation} should have had an effect`)
      const quoted = { 'Idempotency-Key': `"${request.headers['Idempotency-Key']}"` }
      for (const headers of [request.headers, quoted]) {
        const again = await expectStatus(api, operation, { ...request, headers }, status)
        api.equal(again.text, first.text, 'the repeated body')
        api.equal(again.headers.get('location'), first.headers.get('location'), 'the repeated Location')
        api.equal(isReplay(again), true, 'whether the repetition is marked as a replay')
        const ids = [first, again].map(answer => answer.headers.get('x-request-id'))
        api.check(ids[0] !== ids[1], 'a replay should have an X-Request-Id of its own')
      }
      api.equal(await trace(api, request), done, 'the state of the target after it')
    },
  }
}

function reused({ operation, operations, status, prepare, other, trace }: KeyedOperation): Scenario {
  return {
    name: `${operation}: the same key with another body is refused, another key is no replay`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const request = { ...(await prepare(api)), headers: newKey(api, operation) }
      await expectStatus(api, operation, request, status)
      const done = await trace(api, request)
      await expectRefusal(api, operation, { ...request, body: other }, REUSED)
      if (request.body) await expectRefusal(api, operation, { ...request, form: true }, REUSED)
      api.equal(await trace(api, request), done, 'the state of the target after it')
      const next = await api.call(operation, { ...request, headers: newKey(api, 'another') })
      api.equal(isReplay(next), false, 'whether the response to another key is a replay')
      // A ticket can be opened or replied to again; a subscription already is in its new state.
      api.equal(next.status, status === 201 ? 201 : 422, 'the status with another key')
    },
  }
}

function atOnce({ operation, operations, status, prepare, trace }: KeyedOperation): Scenario {
  return {
    name: `${operation}: five concurrent requests with the same key count as one`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const request = { ...(await prepare(api)), headers: newKey(api, operation) }
      const before = await trace(api, request)
      const all = await Promise.all(Array.from({ length: 5 }, () => expectStatus(api, operation, request, status)))
      api.equal(new Set(all.map(({ text }) => text)).size, 1, 'the number of different responses')
      api.equal(all.filter(isReplay).length, 4, 'the number of replays among the five')
      const done = await trace(api, request)
      if (typeof before === 'number') api.equal(done, before + 1, 'the count after it')
    },
  }
}

function freed({ operation, operations, status, prepare }: KeyedOperation): Scenario {
  return {
    name: `${operation}: a refused request does not use up its key`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const request: ScenarioRequest = { ...(await prepare(api)), headers: newKey(api, operation) }
      await expectStatus(api, operation, { ...request, body: { unknown: 'field' } }, 422)
      const first = await expectStatus(api, operation, request, status)
      api.equal(isReplay(first), false, 'whether the first success is marked as a replay')
      const again = await expectStatus(api, operation, request, status)
      api.equal([isReplay(again), again.text], [true, first.text], 'the second response, a replay of the first,')
    },
  }
}

/** New tickets and replies do no harm on a target that may be written to, but a subscription could not be restored. */
function needOf(status: number): Need {
  return status === 201 ? 'writes' : 'reset'
}

export const isReplay = ({ headers }: ReceivedResponse): boolean => headers.get('idempotent-replayed') === 'true'

import type { Answered } from '../exchange.ts'
import { answered, refused } from './answers.ts'
import { type Keyed, keyed, newKey } from './keyed.ts'
import type { Ask, Need, Scenario, ScenarioApi } from './scenario.ts'

const REUSED = {
  code: 'idempotency_key_reused',
  field: 'idempotency_key',
  message: 'This Idempotency-Key was used with a different request.',
}

export const idempotencyScenarios: readonly Scenario[] = keyed.flatMap(each => [
  repeated(each),
  reused(each),
  atOnce(each),
  ...(each.operation === 'resumeSubscription' ? [] : [freed(each)]),
])

function repeated({ operation, operations, status, prepare, trace }: Keyed): Scenario {
  return {
    name: `${operation}: the same key and body again give the first answer again and do nothing`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const ask = { ...(await prepare(api)), headers: newKey(api, operation) }
      const before = await trace(api, ask)
      const first = await answered(api, operation, ask, status)
      api.equal(isReplay(first), false, 'whether the first answer says that it is a replay')
      const done = await trace(api, ask)
      api.check(JSON.stringify(done) !== JSON.stringify(before), `${operation} should have done something`)
      const quoted = { 'Idempotency-Key': `"${ask.headers['Idempotency-Key']}"` }
      for (const headers of [ask.headers, quoted]) {
        const again = await answered(api, operation, { ...ask, headers }, status)
        api.equal(again.text, first.text, 'the body, again')
        api.equal(again.headers.get('location'), first.headers.get('location'), 'Location, again')
        api.equal(isReplay(again), true, 'whether it says Idempotent-Replayed: true')
        const ids = [first, again].map(answer => answer.headers.get('x-request-id'))
        api.check(ids[0] !== ids[1], 'a replay should have an X-Request-Id of its own')
      }
      api.equal(await trace(api, ask), done, 'what the target shows after it')
    },
  }
}

function reused({ operation, operations, status, prepare, other, trace }: Keyed): Scenario {
  return {
    name: `${operation}: the same key with another body is refused, another key is not a replay`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const ask = { ...(await prepare(api)), headers: newKey(api, operation) }
      await answered(api, operation, ask, status)
      const done = await trace(api, ask)
      await refused(api, operation, { ...ask, body: other }, REUSED)
      if (ask.body) await refused(api, operation, { ...ask, form: true }, REUSED)
      api.equal(await trace(api, ask), done, 'what the target shows after it')
      const next = await api.call(operation, { ...ask, headers: newKey(api, 'another') })
      api.equal(isReplay(next), false, 'whether another key gives a replay')
      // A ticket can be opened or replied to again; a subscription is what it was to become already.
      api.equal(next.status, status === 201 ? 201 : 422, 'the status with another key')
    },
  }
}

function atOnce({ operation, operations, status, prepare, trace }: Keyed): Scenario {
  return {
    name: `${operation}: five with the same key at once are one`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const ask = { ...(await prepare(api)), headers: newKey(api, operation) }
      const before = await trace(api, ask)
      const all = await Promise.all(Array.from({ length: 5 }, () => answered(api, operation, ask, status)))
      api.equal(new Set(all.map(({ text }) => text)).size, 1, 'how many different answers there are')
      api.equal(all.filter(isReplay).length, 4, 'how many of the five are replays')
      const done = await trace(api, ask)
      if (typeof before === 'number') api.equal(done, before + 1, 'how many there are of it after it')
    },
  }
}

function freed({ operation, operations, status, prepare }: Keyed): Scenario {
  return {
    name: `${operation}: a refused request leaves its key free`,
    operations: [operation, ...operations],
    needs: [needOf(status)],
    async run(api: ScenarioApi) {
      const ask: Ask = { ...(await prepare(api)), headers: newKey(api, operation) }
      await answered(api, operation, { ...ask, body: { unknown: 'field' } }, 422)
      const first = await answered(api, operation, ask, status)
      api.equal(isReplay(first), false, 'whether the first success says that it is a replay')
      const again = await answered(api, operation, ask, status)
      api.equal([isReplay(again), again.text], [true, first.text], 'the second, a replay of the first')
    },
  }
}

/** What makes a ticket or a reply does no harm on a target that may be written to; a subscription would not be what it was. */
function needOf(status: number): Need {
  return status === 201 ? 'writes' : 'reset'
}

export const isReplay = ({ headers }: Answered): boolean => headers.get('idempotent-replayed') === 'true'

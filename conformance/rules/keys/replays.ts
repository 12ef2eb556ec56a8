import { isDeepStrictEqual } from 'node:util'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Session } from '../../session/session.ts'
import type { Rule } from '../rule.ts'
import { validRequest } from '../valid-request.ts'
import { effectReader, totalReader } from './effect.ts'
import { expectMark, expectReplay } from './expect-replay.ts'
import type { KeyedOperation } from './keyed-operation.ts'
import { needOf, newKey, succeed } from './requests.ts'

/** What a key does: the same request again returns the first response and changes nothing. */
export const replayRules = (session: Session, operation: KeyedOperation): Rule[] => [
  replayed(session, operation),
  atOnce(session, operation),
]

function replayed(session: Session, operation: KeyedOperation): Rule {
  const { id: name } = operation.shape
  return {
    operation: name,
    kind: 'idempotency',
    name: `${name}: repeating key and body returns the first response and does nothing`,
    operations: [name],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const read = effectReader(session, operation.shape)
      if (!read) api.skip(`no operation shows what ${name} does`)
      let before: unknown
      const { request, response: first } = await succeed(session, api, operation, async ({ id }) => {
        before = await read(api, id)
      })
      expectMark(api, operation, first, false)
      const done = await read(api, request.id)
      if (isDeepStrictEqual(done, before)) api.skip(`no operation shows what ${name} does`)
      const again = await api.call(name, request)
      expectReplay(api, operation, first, again)
      api.equal(await read(api, request.id), done, 'the state of the target after it')
      if (!operation.isCreation && !api.isResettable) return
      const next = await api.call(name, { ...request, headers: newKey(api, operation, 'another') })
      expectMark(api, operation, next, false)
      if (next.status < 400) api.check(next.text !== first.text, 'another key should not return the same response')
    },
  }
}

function atOnce(session: Session, operation: KeyedOperation): Rule {
  const { document, at } = session
  const { shape, mark, isCreation } = operation
  const { id: name } = shape
  return {
    operation: name,
    kind: 'idempotency',
    name: `${name}: five concurrent requests with the same key count as one`,
    operations: [name],
    needs: [needOf(operation)],
    async run(api: ScenarioApi) {
      const id = session.allowed.get(name)
      if (shape.ids.length > 0 && id === undefined) api.skip(`no row is in a state that allows ${name}`)
      const request = { ...(id !== undefined && { id }), ...validRequest(document, shape, at) }
      const headers = newKey(api, operation, 'at-once')
      const count = shape.ids.length === 0 && isCreation ? totalReader(session, shape) : undefined
      const before = await count?.(api)
      const all = await Promise.all(Array.from({ length: 5 }, () => api.call(name, { ...request, headers })))
      const different = new Set(all.map(({ status, text }) => `${status} ${text}`))
      if (all.every(({ status }) => status >= 400)) api.skip(`no valid request is known for ${name}`)
      api.equal(different.size, 1, 'the number of different responses')
      const replays = all.filter(({ headers }) => headers.has(mark?.toLowerCase() ?? ''))
      if (mark !== undefined) api.equal(replays.length, 4, 'the number of replays among the five')
      if (before !== undefined) api.equal(await count?.(api), before + 1, 'the number of rows after it')
    },
  }
}

import { isObject, type Json } from '../../../openapi/document.ts'
import type { ReceivedResponse } from '../../exchange/exchange.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Session } from '../../session/session.ts'
import type { Rule } from '../rule.ts'
import { expectMark, expectReplay } from './expect-replay.ts'
import { FIELD, fieldsNamed, invalidBody, type KeyedOperation, otherBody, reuseErrors } from './keyed-operation.ts'
import { needOf, succeed } from './requests.ts'

/** A key does not replay a response for another body or another user, and a refused request does not use it up. */
export function refusalRules(session: Session, operation: KeyedOperation): Rule[] {
  const { body } = operation.shape
  const invalid = invalidBody(operation.shape)
  return [
    ...(body ? [reused(session, operation)] : []),
    ...(invalid ? [freed(session, operation, invalid)] : []),
    ofAnotherUser(session, operation),
  ]
}

function reused(session: Session, operation: KeyedOperation): Rule {
  const { document, at } = session
  const { shape } = operation
  return {
    operation: shape.id,
    kind: 'idempotency',
    name: `${shape.id}: the same key with another body or media type is refused`,
    operations: [shape.id],
    needs: [needOf(operation)],
    async run(api: ScenarioApi) {
      const other = otherBody(document, shape, at)
      if (!other) api.skip(`the contract shows only one valid body of ${shape.id}`)
      const { request } = await succeed(session, api, operation)
      const media = Object.keys(shape.body?.media ?? {})
      const others = [{ ...request, body: other }, ...(media.length > 1 ? [{ ...request, form: !request.form }] : [])]
      for (const sent of others) expectReuseRefused(api, await api.call(shape.id, sent))
    },
  }

  function expectReuseRefused(api: ScenarioApi, { status, json }: ReceivedResponse): void {
    api.equal(status, 422, 'the status of a key with another body')
    api.equal(fieldsNamed(json), [FIELD], 'the fields that the refusal names')
    const code = (error: unknown) => (isObject(error as Json) ? (error as { code?: unknown }).code : undefined)
    const shown = reuseErrors(document, shape).map(code)
    if (shown.length > 0)
      api.check(shown.includes(code(json)), `the code should be ${shown.join(' or ')}, not ${code(json)}`)
  }
}

function freed(session: Session, operation: KeyedOperation, invalid: Record<string, Json>): Rule {
  const { id: name } = operation.shape
  return {
    operation: name,
    kind: 'idempotency',
    name: `${name}: a refused request does not use up its key`,
    operations: [name],
    needs: [needOf(operation)],
    async run(api: ScenarioApi) {
      const { request, response } = await succeed(session, api, operation, async valid => {
        const { status } = await api.call(name, { ...valid, body: invalid })
        api.check(status >= 400, `${name} should refuse ${JSON.stringify(invalid)}, not return ${status}`)
      })
      expectMark(api, operation, response, false)
      expectReplay(api, operation, response, await api.call(name, request))
    },
  }
}

function ofAnotherUser(session: Session, operation: KeyedOperation): Rule {
  const { shape, isCreation } = operation
  return {
    operation: shape.id,
    kind: 'idempotency',
    name: `${shape.id}: the key of another user is no replay`,
    operations: [shape.id],
    needs: [needOf(operation), 'second account'],
    async run(api: ScenarioApi) {
      const { request, response } = await succeed(session, api, operation)
      const other = await api.as(1).call(shape.id, request)
      expectMark(api, operation, other, false)
      // Only new rows differ: a change of state may look alike for both.
      if (shape.ids.length === 0 && !isCreation) return
      api.check(other.text !== response.text, `another user should not get ${response.text}`)
    },
  }
}

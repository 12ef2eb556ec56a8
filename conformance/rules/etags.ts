import { knownIds } from '../checks/ids.ts'
import type { Shape } from '../contract/request-shape.ts'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import { expectStatus } from '../scenarios/expect-response.ts'
import type { ScenarioApi, ScenarioRequest } from '../scenarios/scenario.ts'
import type { Session } from '../session/session.ts'
import type { Rule } from './rule.ts'

const CONDITION = 'if-none-match'

/** The rules of every operation that accepts If-None-Match (RFC 9110, 13.1.2). */
export const etagRules = (session: Session): Rule[] =>
  session.tested.flatMap(shape => {
    const header = shape.headers.find(({ name }) => name.toLowerCase() === CONDITION)?.name
    if (shape.method !== 'GET' || header === undefined) return []
    const hasOwner = shape.ids.length > 0 && shape.isSecured
    return [unchanged(session, shape, header), ...(hasOwner ? [foreign(session, shape, header)] : [])]
  })

function unchanged(session: Session, { id: operation, ids }: Shape, header: string): Rule {
  return {
    operation,
    kind: 'etag',
    name: `${operation}: ${header} with its ETag returns 304, any other the same bytes`,
    operations: [operation],
    async run(api: ScenarioApi) {
      const id = session.allowed.get(operation)
      if (ids.length > 0 && id === undefined) api.skip(`no row allows ${operation}`)
      const request: ScenarioRequest = id === undefined ? {} : { id }
      const asked = (match: string) => ({ ...request, headers: { [header]: match } })
      const first = await expectStatus(api, operation, request, 200)
      const etag = etagOf(first)
      api.check(/^"[^"]*"$/.test(etag), `${operation} should return a strong ETag, not ${etag || 'none'}`)
      for (const match of [etag, `W/${etag}`, `"x", ${etag}`, `"x",W/${etag}`, '*']) {
        const { bytes, ...response } = await expectStatus(api, operation, asked(match), 304)
        api.equal([etagOf(response), bytes.length], [etag, 0], `ETag and length for ${header}: ${match}`)
      }
      for (const match of [`${etag.slice(0, -1)}x"`, etag.slice(1, -1), '"x"']) {
        const again = await expectStatus(api, operation, asked(match), 200)
        api.equal(etagOf(again), etag, `the ETag for ${header}: ${match}`)
        api.check(Buffer.compare(again.bytes, first.bytes) === 0, 'the same ETag should come with the same bytes')
      }
    },
  }
}

function foreign(session: Session, shape: Shape, header: string): Rule {
  const { id: operation } = shape
  return {
    operation,
    kind: 'etag',
    name: `${operation}: another client's row is refused before ${header} is evaluated`,
    operations: [operation],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      for (const id of knownIds(session, shape).foreign) {
        const theirs = await api.as(1).call(operation, { id })
        if (theirs.status >= 400) continue
        for (const match of [etagOf(theirs), '*']) {
          const refusal = await expectStatus(api, operation, { id, headers: { [header]: match } }, 403)
          api.check(!refusal.headers.has('etag'), `a refusal should have no ETag, but has ${etagOf(refusal)}`)
          const start = theirs.text.slice(0, 5)
          api.check(!refusal.text.startsWith(start), `a refusal should not start with ${start}, as the document does`)
        }
        return
      }
      api.skip(`the second account has no row that allows ${operation}`)
    },
  }
}

const etagOf = ({ headers }: Pick<ReceivedResponse, 'headers'>) => headers.get('etag') ?? ''

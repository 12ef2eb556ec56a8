import { randomUUID } from 'node:crypto'
import { knownIds } from '../../checks/ids.ts'
import type { ReceivedResponse } from '../../exchange/exchange.ts'
import type { Need, ScenarioApi, ScenarioRequest } from '../../scenarios/scenario.ts'
import type { Session } from '../../session/session.ts'
import { validRequest } from '../valid-request.ts'
import type { KeyedOperation } from './keyed-operation.ts'

/** A valid request with a key. */
export type KeyedRequest = ScenarioRequest & { id?: number; headers: Record<string, string> }

export interface Success {
  request: KeyedRequest
  response: ReceivedResponse
}

/** An unused key. It is the same in each run on a target that can be reset, so that runs are repeatable. */
export const newKey = (api: ScenarioApi, { header, shape }: KeyedOperation, name = ''): Record<string, string> => ({
  [header]: `conformance-${shape.id}-${name}${api.isResettable ? '' : randomUUID()}`,
})

/**
 * Sends the operation with a key until it succeeds, for one own id after the other. Skips the rule if it never does.
 * @param before called before each attempt
 */
export async function succeed(
  session: Session,
  api: ScenarioApi,
  operation: KeyedOperation,
  before: (request: KeyedRequest) => Promise<void> = async () => {},
): Promise<Success> {
  const { shape } = operation
  for (const id of candidates(session, operation)) {
    const request: KeyedRequest = {
      ...(id !== undefined && { id }),
      ...validRequest(session.document, shape, session.at),
      headers: newKey(api, operation),
    }
    await before(request)
    const response = await api.call(shape.id, request)
    if (response.status >= 400) continue
    session.allowed.set(shape.id, id)
    return { request, response }
  }
  return api.skip(`no row is in a state that allows ${shape.id}`)
}

/** The id with which it is known to succeed, else all own ids. */
function candidates(session: Session, { shape, isCreation }: KeyedOperation): (number | undefined)[] {
  if (shape.ids.length === 0) return [undefined]
  const known = session.allowed.get(shape.id)
  if (known !== undefined && (session.target.reset || isCreation)) return [known]
  return [...knownIds(session, shape).own]
}

/** New rows do no harm on a target that may be written to, but another change could not be undone. */
export const needOf = ({ isCreation }: KeyedOperation): Need => (isCreation ? 'writes' : 'reset')

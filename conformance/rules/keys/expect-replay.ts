import type { ReceivedResponse } from '../../exchange/exchange.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { KeyedOperation } from './keyed-operation.ts'

export function expectReplay(
  api: ScenarioApi,
  operation: KeyedOperation,
  first: ReceivedResponse,
  again: ReceivedResponse,
): void {
  const part = ({ status, text, headers }: ReceivedResponse) => [status, text, headers.get('location') ?? null]
  api.equal(part(again), part(first), 'status, body and Location of the repetition')
  expectMark(api, operation, again, true)
}

export function expectMark(
  api: ScenarioApi,
  { mark }: KeyedOperation,
  { headers }: ReceivedResponse,
  isReplay: boolean,
): void {
  if (mark !== undefined)
    api.equal(headers.has(mark.toLowerCase()), isReplay, 'whether the response is marked as a replay')
}

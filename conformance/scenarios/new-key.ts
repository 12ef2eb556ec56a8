import { randomUUID } from 'node:crypto'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { ScenarioApi } from './scenario.ts'

/** An unused key. It is the same in each run on a target that can be reset, so that runs are repeatable. */
export const newKey = (api: ScenarioApi, name: string): Record<string, string> => ({
  'Idempotency-Key': `conformance-${name}-${api.isResettable ? '' : randomUUID()}`,
})

export const isReplay = ({ headers }: ReceivedResponse): boolean => headers.get('idempotent-replayed') === 'true'

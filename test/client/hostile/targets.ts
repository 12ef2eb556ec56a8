import type { Client } from '@clustrix/client'
import { type Operation, operationsOf } from '../../../openapi/operations.ts'
import { loadDocument } from '../../../openapi/read.ts'

/** What a server that knows nothing else of the API needs to know of an operation. */
export interface Target {
  id: string
  method: string
  path: string
  /** The first declared 2xx status, and its media type. */
  success: number
  type: string
  hasBody: boolean
  /** Safe to repeat, because it only reads or takes an Idempotency-Key. */
  isRepeatable: boolean
}

/** All operations of the contract. */
export const targets: readonly Target[] = operationsOf(loadDocument('openapi.yaml')).map(toTarget)

export function targetOf(operationId: string): Target {
  const target = targets.find(({ id }) => id === operationId)
  if (!target) throw new Error(`The contract has no operation ${operationId}`)
  return target
}

function toTarget({ id, method, path, parameters, requestBody, responses }: Operation): Target {
  const [status = '', response] = responses.find(([code]) => code.startsWith('2')) ?? []
  const [type = ''] = Object.keys(response?.value.content ?? {})
  const isKeyed = parameters.some(({ value }) => value.name === 'Idempotency-Key')
  return {
    id,
    method: method.toUpperCase(),
    path,
    success: Number(status),
    type,
    hasBody: requestBody !== undefined,
    isRepeatable: method === 'get' || isKeyed,
  }
}

/** Options with which any operation can be called. */
export const initOf = ({ hasBody }: Target): object => ({
  params: { path: { id: 1 } },
  ...(hasBody && { body: { any: 'thing' } }),
})

/** Calls any operation, as a program without types would. */
export function callOf(api: Client, target: Target, init: object = {}): Promise<{ status: number }> {
  const calls = api as unknown as Record<string, (path: string, init: object) => Promise<{ status: number }>>
  return calls[target.method]!(target.path, { ...initOf(target), ...init })
}

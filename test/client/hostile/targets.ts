import type { Client } from '@clustrix/client'
import { type Operation, operationsOf } from '../../../openapi/operations.ts'
import { loadDocument } from '../../../openapi/read.ts'

/** An operation, as far as a server that does not know the API has to know it. */
export interface Target {
  id: string
  method: string
  path: string
  /** The first status of 2xx that the contract declares, and its media type. */
  success: number
  type: string
  hasBody: boolean
  /** Whether it can be sent again: it only reads, or it takes an Idempotency-Key. */
  isRepeated: boolean
}

/** All operations of the contract. */
export const targets: readonly Target[] = operationsOf(loadDocument('openapi.yaml')).map(targetOf)

function targetOf({ id, method, path, parameters, requestBody, responses }: Operation): Target {
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
    isRepeated: method === 'get' || isKeyed,
  }
}

/** What a call that any operation can be called by is given. */
export const initOf = ({ hasBody }: Target): object => ({
  params: { path: { id: 1 } },
  ...(hasBody && { body: { any: 'thing' } }),
})

/** Calls any operation, as a program without types would. */
export function callOf(api: Client, target: Target, init: object = {}): Promise<{ status: number }> {
  const calls = api as unknown as Record<string, (path: string, init: object) => Promise<{ status: number }>>
  return calls[target.method]!(target.path, { ...initOf(target), ...init })
}

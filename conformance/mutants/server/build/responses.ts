import type { ServerMutant } from '../../../in-process/server-mutant.ts'
import { type OperationId, operationOf } from './operations.ts'

/** A response that can be changed. */
export interface MutableResponse {
  status: number
  headers: Headers
  body: Uint8Array<ArrayBuffer> | null
}

export interface Asked {
  request: Request
  operation: OperationId | undefined
  status: number
}

export type Where = (asked: Asked) => boolean

/** Matches responses of these operations with a status; without a status, successful ones. */
export function on(operations: OperationId | readonly OperationId[] | 'any', status?: number): Where {
  const ids: readonly string[] = [operations].flat()
  return asked =>
    (operations === 'any' ? asked.operation !== undefined : ids.includes(asked.operation ?? '')) &&
    (status === undefined ? asked.status < 300 : asked.status === status)
}

/** Matches responses with these statuses, including those outside the contract. */
export const withStatus =
  (...statuses: readonly number[]): Where =>
  ({ status }) =>
    statuses.includes(status)

/** Changes whole responses. */
export function responses(
  name: string,
  where: Where,
  change: (response: MutableResponse, request: Request) => void | Promise<void>,
): ServerMutant {
  return {
    name,
    fetch: fetch => async request => {
      const response = await fetch(request)
      if (!where({ request, operation: operationOf(request), status: response.status })) return response
      const bytes = response.body === null ? null : new Uint8Array(await response.arrayBuffer())
      const changed: MutableResponse = { status: response.status, headers: new Headers(response.headers), body: bytes }
      await change(changed, request)
      return new Response(changed.body, changed)
    },
  }
}

/** Changes JSON bodies of responses; `change` returns the new body. */
export const bodies = (
  name: string,
  where: Where,
  change: (body: unknown, request: Request) => unknown,
): ServerMutant =>
  responses(name, where, (response, request) => {
    if (response.body === null || response.headers.get('content-type') !== 'application/json') return
    response.body = bytesOf(JSON.stringify(change(JSON.parse(textOf(response.body)), request)))
  })

/** Changes only the status. */
export const status = (name: string, where: Where, to: number): ServerMutant =>
  responses(name, where, response => {
    response.status = to
    if (to === 204 || to === 304) response.body = null
  })

/** Changes the value of a header; undefined removes it. */
export const header = (
  name: string,
  where: Where,
  field: string,
  change: string | undefined | ((value: string) => string),
): ServerMutant =>
  responses(name, where, ({ headers }) => {
    const value = headers.get(field)
    if (change === undefined) headers.delete(field)
    else if (typeof change === 'string') headers.set(field, change)
    else if (value !== null) headers.set(field, change(value))
  })

/** Keeps a byte order mark as a character. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

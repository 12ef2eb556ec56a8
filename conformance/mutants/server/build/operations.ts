import { readFileSync } from 'node:fs'
import type { operations } from '../../../../client/src/types.gen.ts'
import { operationsOf } from '../../../../openapi/operations.ts'
import { parseDocument } from '../../../../openapi/read.ts'
import { patternOf } from '../../../contract/request-shape.ts'

export type OperationId = keyof operations

const file = new URL('../../../../openapi.yaml', import.meta.url)

const known = operationsOf(parseDocument('openapi.yaml', readFileSync(file, 'utf8'))).map(({ id, method, path }) => ({
  id: id as OperationId,
  method: method.toUpperCase(),
  path: patternOf(path),
}))

/** The operation of a request; undefined outside the contract. HEAD counts as GET. */
export function operationOf({ method, url }: { method: string; url: string }): OperationId | undefined {
  const { pathname } = new URL(url)
  const asked = method === 'HEAD' ? 'GET' : method
  return known.find(operation => operation.method === asked && operation.path.test(pathname))?.id
}

export const LISTS: readonly OperationId[] = ['listInvoices', 'listTickets', 'listSubscriptions']
export const WRITES: readonly OperationId[] = [
  'createTicket',
  'replyToTicket',
  'pauseSubscription',
  'resumeSubscription',
  'cancelSubscription',
]
/** Operations that read a body. */
export const BODIES: readonly OperationId[] = [
  'createToken',
  'createTicket',
  'replyToTicket',
  'pauseSubscription',
  'cancelSubscription',
]

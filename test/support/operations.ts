import { isObject, type JsonObject } from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { loadDocument } from '../../openapi/read.ts'

const document = loadDocument('openapi.yaml')

/** What a test needs to call an operation, derived from the contract. */
export interface OperationUnderTest {
  id: string
  method: string
  tag: string
  /** With the ID of a row of Acme Corp that allows the operation. */
  path: string
  pathOf(id: number | string): string
  hasId: boolean
  hasQuery: boolean
  isSecured: boolean
  isIdempotent: boolean
  /** The first example of the request body. */
  body: JsonObject | undefined
  statuses: string[]
}

/** Rows of Acme Corp on which every operation is allowed, and rows of another client. */
const IDS: Record<string, { own: number; foreign: number }> = {
  Invoices: { own: 106, foreign: 102 },
  Tickets: { own: 202, foreign: 206 },
  Subscriptions: { own: 31, foreign: 35 },
}

/** Operations that need a different row from the others of their tag. */
const OWN: Record<string, number> = { resumeSubscription: 32 }

export const foreignId = (tag: string): number => IDS[tag]?.foreign ?? 0

export const operations: OperationUnderTest[] = operationsOf(document).map(operation => {
  const tag = operation.tags[0] ?? ''
  const pathOf = (id: number | string) => operation.path.replace('{id}', String(id))
  const names = operation.parameters.map(({ value }) => `${value.in} ${value.name}`)
  return {
    id: operation.id,
    method: operation.method.toUpperCase(),
    tag,
    path: pathOf(OWN[operation.id] ?? IDS[tag]?.own ?? 0),
    pathOf,
    hasId: names.includes('path id'),
    hasQuery: names.some(name => name.startsWith('query')),
    isSecured: operation.security.length > 0,
    isIdempotent: names.includes('header Idempotency-Key'),
    body: bodyExample(operation.requestBody?.value),
    statuses: operation.responses.map(([status]) => status),
  }
})

function bodyExample(requestBody: JsonObject | undefined): JsonObject | undefined {
  const content = requestBody?.content
  if (!isObject(content) || !isObject(content['application/json'])) return undefined
  const { examples } = content['application/json']
  const [example] = Object.values(isObject(examples) ? examples : {})
  const value = isObject(example) && typeof example.$ref === 'string' ? document.at(`${example.$ref}/value`) : undefined
  return isObject(value) ? value : {}
}

import type { Located, OpenApiDocument } from '../../../openapi/document.ts'
import { resolve } from '../../../openapi/references.ts'
import { METHODS } from '../../../openapi/vocabulary/methods.ts'
import { type Comparison, objectAt, type Version } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'

/** The sides that what is sent to an operation, and what it returns, are on. */
export interface Directions {
  sent: Side
  returned: Side
}

/** The API reads requests, but clients read the requests of webhooks. */
export const API_REQUESTS: Directions = { sent: 'request', returned: 'response' }
export const WEBHOOK_REQUESTS: Directions = { sent: 'response', returned: 'request' }

/** A path item with its path or the name of its webhook. */
export interface PathItem extends Located {
  path: string
}

/** An operation with the path item that holds it. */
export interface OperationSite {
  contract: OpenApiDocument
  item: Located
  operation: Located
  path: string
  method: string
}

export function operationsIn(comparison: Comparison, version: Version, item: PathItem): Map<string, OperationSite> {
  const contract = comparison[version]
  const end = resolve(contract, item)
  return new Map(
    METHODS.flatMap(method => {
      const operation = objectAt(end, method)
      return operation ? [[method, { contract, item: end, operation, path: item.path, method }] as const] : []
    }),
  )
}

/** operationId, or method and path. */
export const labelOf = ({ operation, path, method }: OperationSite): string =>
  typeof operation.value.operationId === 'string' ? operation.value.operationId : `${method.toUpperCase()} ${path}`

/** An operation that only one version has. */
export function unmatchedOperation({ graph }: Comparison, version: Version, site: OperationSite): Node {
  const { operation, method, path } = site
  return graph.node(`${version} only ${operation.pointer}`, node => {
    node.label = labelOf(site)
    const rule = version === 'base' ? 'operation-removed' : 'operation-added'
    node.facts.push({ rule, [version]: operation.pointer, what: `${method.toUpperCase()} ${path}` })
    node.comparedValues.push(operation.value)
  })
}

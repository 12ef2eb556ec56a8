import type { Located } from '../../../openapi/document.ts'
import { METHODS } from '../../../openapi/operations.ts'
import { type Comparison, objectAt } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { type Contract, endOf } from '../read.ts'

/** Who reads what: the API reads requests, but those of a webhook or callback are read by its client. */
export interface Sides {
  sent: Side
  answered: Side
}

export const CALLED: Sides = { sent: 'request', answered: 'response' }
export const CALLING: Sides = { sent: 'response', answered: 'request' }

/** A path item under its path, or under the name of a webhook or the expression of a callback. */
export interface PathItem extends Located {
  path: string
}

/** An operation with the path item it stands in. */
export interface Standing {
  contract: Contract
  item: Located
  operation: Located
  path: string
  method: string
}

export function operationsIn(comparison: Comparison, which: 'base' | 'head', item: PathItem): Map<string, Standing> {
  const contract = comparison[which]
  const end = endOf(contract, item)
  return new Map(
    METHODS.flatMap(method => {
      const operation = objectAt(contract, end, method)
      return operation ? [[method, { contract, item: end, operation, path: item.path, method }] as const] : []
    }),
  )
}

/** operationId, or method and path. */
export const labelOf = ({ operation, path, method }: Standing): string =>
  typeof operation.value.operationId === 'string' ? operation.value.operationId : `${method.toUpperCase()} ${path}`

/** An operation that only one version has. */
export function loneOperation({ graph }: Comparison, which: 'base' | 'head', standing: Standing): Node {
  const { operation, method, path } = standing
  return graph.node(`${which} alone ${operation.pointer}`, node => {
    node.label = labelOf(standing)
    const rule = which === 'base' ? 'operation-removed' : 'operation-added'
    node.facts.push({ rule, [which]: operation.pointer, what: `${method.toUpperCase()} ${path}` })
    node.whole.push(operation.value)
  })
}

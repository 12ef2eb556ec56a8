import type { Located } from '../../../openapi/document.ts'
import { METHODS } from '../../../openapi/vocabulary/methods.ts'
import { type Comparison, compareField, listAt, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareAccess } from './access.ts'
import { compareBody } from './body.ts'
import { compareDeprecated, compareFields, endsOf, TEXTS } from './fields.ts'
import {
  type Directions,
  labelOf,
  type OperationSite,
  operationsIn,
  type PathItem,
  unmatchedOperation,
} from './operation-site.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'
import { namesIn } from './templates.ts'

const FIELDS = {
  ...TEXTS,
  $ref: 'by value',
  servers: 'by parts',
  parameters: 'by parts',
  ...Object.fromEntries(METHODS.map(method => [method, 'by parts' as const])),
} as const

export function comparePathItem(comparison: Comparison, { base, head }: Pair<PathItem>, directions: Directions): Node {
  const { graph } = comparison
  return graph.node(`path item ${base.pointer} | ${head.pointer} | ${directions.sent}`, node => {
    const ends = endsOf(comparison, node, { base, head })
    compareFields(node, ends, FIELDS)
    const pair = { base: { ...ends.base, path: base.path }, head: { ...ends.head, path: head.path } }
    const [from, to] = [operationsIn(comparison, 'base', pair.base), operationsIn(comparison, 'head', pair.head)]
    const { both, removed, added } = namesOf(from, to)
    for (const method of both) {
      const sites = { base: from.get(method), head: to.get(method) } as Pair<OperationSite>
      node.edges.push({ to: compareOperation(comparison, sites, directions) })
    }
    for (const method of removed)
      node.edges.push({ to: unmatchedOperation(comparison, 'base', from.get(method) as OperationSite) })
    for (const method of added)
      node.edges.push({ to: unmatchedOperation(comparison, 'head', to.get(method) as OperationSite) })
    if (both.length > 0) markParameters(node, ends)
  })
}

/** The operations compare these parameters together with their own. */
function markParameters(node: Node, { base, head }: Pair): void {
  for (const { value } of [...listAt(base, 'parameters'), ...listAt(head, 'parameters')])
    if (value.$ref !== undefined) node.comparedObjects.push(value)
}

export function compareOperation(comparison: Comparison, pair: Pair<OperationSite>, directions: Directions): Node {
  const operations = { base: pair.base.operation, head: pair.head.operation }
  const key = `operation ${operations.base.pointer} | ${operations.head.pointer} | ${directions.sent}`
  return comparison.graph.node(key, node => {
    node.label = labelOf(pair.head)
    compareNames(node, pair)
    compareDeprecated(node, operations)
    compareParameters(comparison, node, pair, directions.sent)
    compareBody(comparison, node, operations, directions.sent)
    compareResponses(comparison, node, operations, directions.returned)
    compareAccess(comparison, node, pair, directions)
    compareFields(node, operations, {
      ...TEXTS,
      externalDocs: 'external-docs-changed',
      tags: 'by value',
      operationId: 'by value',
      deprecated: 'by value',
      parameters: 'by parts',
      requestBody: 'by parts',
      responses: 'by parts',
      security: 'by value',
      servers: 'by parts',
    })
  })
}

function compareNames(node: Node, { base, head }: Pair<OperationSite>): void {
  const operations = { base: base.operation, head: head.operation }
  compareField(node, operations, 'operationId', () => 'operation-id-changed')
  const sorted = ({ value, pointer }: Located) => ({
    value: { tags: Array.isArray(value.tags) ? [...value.tags].sort() : [] },
    pointer,
  })
  compareField(node, { base: sorted(operations.base), head: sorted(operations.head) }, 'tags', () => 'tags-changed')
  const [from, to] = [namesIn(base.path), namesIn(head.path)]
  const at = { base: operations.base.pointer, head: operations.head.pointer, owner: operations.head.pointer }
  for (const [index, name] of from.length === to.length ? from.entries() : []) {
    const renamed = to[index]
    if (renamed !== undefined && renamed !== name)
      node.facts.push({ rule: 'path-parameter-renamed', ...at, from: name, to: renamed })
  }
}

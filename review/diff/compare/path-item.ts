import { isObject, type Located } from '../../../openapi/document.ts'
import { METHODS } from '../../../openapi/operations.ts'
import { type Comparison, compareField, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareAccess } from './access.ts'
import { compareBody } from './body.ts'
import { compareDeprecated, compareFields, endsOf, TEXTS } from './fields.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'
import { labelOf, loneOperation, operationsIn, type PathItem, type Sides, type Standing } from './standing.ts'
import { namesIn } from './templates.ts'

const FIELDS = {
  ...TEXTS,
  $ref: 'by value',
  servers: 'by parts',
  parameters: 'by parts',
  ...Object.fromEntries(METHODS.map(method => [method, 'by parts' as const])),
} as const

export function comparePathItem(comparison: Comparison, { base, head }: Pair<PathItem>, sides: Sides): Node {
  const { graph } = comparison
  return graph.node(`path item ${base.pointer} | ${head.pointer} | ${sides.sent}`, node => {
    const ends = endsOf(comparison, node, { base, head })
    compareFields(node, ends, FIELDS)
    const pair = { base: { ...ends.base, path: base.path }, head: { ...ends.head, path: head.path } }
    const [from, to] = [operationsIn(comparison, 'base', pair.base), operationsIn(comparison, 'head', pair.head)]
    const { both, removed, added } = namesOf(from, to)
    for (const method of both) {
      const standing = { base: from.get(method), head: to.get(method) } as Pair<Standing>
      node.edges.push({ to: compareOperation(comparison, standing, sides) })
    }
    for (const method of removed)
      node.edges.push({ to: loneOperation(comparison, 'base', from.get(method) as Standing) })
    for (const method of added) node.edges.push({ to: loneOperation(comparison, 'head', to.get(method) as Standing) })
    if (both.length > 0) markParameters(node, ends)
  })
}

/** Operations compare them, each with its own. */
function markParameters(node: Node, ends: Pair): void {
  for (const which of ['base', 'head'] as const) {
    const { parameters } = ends[which].value
    for (const start of Array.isArray(parameters) ? parameters : [])
      if (isObject(start) && start.$ref !== undefined) node.read.push(start)
  }
}

export function compareOperation(comparison: Comparison, pair: Pair<Standing>, sides: Sides): Node {
  const operations = { base: pair.base.operation, head: pair.head.operation }
  const key = `operation ${operations.base.pointer} | ${operations.head.pointer} | ${sides.sent}`
  return comparison.graph.node(key, node => {
    node.label = labelOf(pair.head)
    compareNames(node, pair)
    compareDeprecated(node, operations)
    compareParameters(comparison, node, pair, sides.sent)
    compareBody(comparison, node, operations, sides.sent)
    compareResponses(comparison, node, operations, sides.answered)
    compareAccess(comparison, node, pair, sides)
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

function compareNames(node: Node, { base, head }: Pair<Standing>): void {
  const operations = { base: base.operation, head: head.operation }
  compareField(node, operations, 'operationId', () => 'operation-id-changed')
  const sorted = ({ value, pointer }: Located) => ({
    value: { tags: Array.isArray(value.tags) ? [...value.tags].sort() : [] },
    pointer,
  })
  compareField(node, { base: sorted(operations.base), head: sorted(operations.head) }, 'tags', () => 'tags-changed')
  const [from, to] = [namesIn(base.path), namesIn(head.path)]
  const at = { base: operations.base.pointer, head: operations.head.pointer, owner: operations.head.pointer }
  for (const [index, name] of from.entries()) {
    const now = to[index]
    if (now !== undefined && now !== name)
      node.facts.push({ rule: 'path-parameter-renamed', ...at, from: name, to: now })
  }
}

import { type Comparison, entriesAt, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareExtensions } from './fields.ts'
import { compareOperation, comparePathItem } from './path-item.ts'
import { CALLED, CALLING, loneOperation, operationsIn, type PathItem, type Standing } from './standing.ts'
import { shapeOf } from './templates.ts'

/** Paths are the same whatever the parameters in them are called. */
export function comparePaths(comparison: Comparison, node: Node, roots: Pair): void {
  compareExtensions(node, roots, 'paths')
  const [base, head] = [itemsOf(comparison, 'base', roots), itemsOf(comparison, 'head', roots)]
  const { both, removed, added } = namesOf(base, head)
  const shapes = new Map(added.map(path => [shapeOf(path), path]))
  const gone: PathItem[] = []
  const fresh = new Set(added)
  const match = (from: PathItem, to: PathItem) =>
    node.edges.push({ to: comparePathItem(comparison, { base: from, head: to }, CALLED) })
  for (const path of both) match(base.get(path) as PathItem, head.get(path) as PathItem)
  for (const path of removed) {
    const now = shapes.get(shapeOf(path))
    if (now !== undefined && fresh.delete(now)) match(base.get(path) as PathItem, head.get(now) as PathItem)
    else gone.push(base.get(path) as PathItem)
  }
  compareLone(
    comparison,
    node,
    gone,
    [...fresh].map(path => head.get(path) as PathItem),
  )
}

/** Paths that only one version has; an operation that only moved is known by its operationId. */
function compareLone(comparison: Comparison, node: Node, gone: PathItem[], fresh: PathItem[]): void {
  const from = gone.flatMap(item => [...operationsIn(comparison, 'base', item).values()])
  const to = new Set(fresh.flatMap(item => [...operationsIn(comparison, 'head', item).values()]))
  const ids = new Map([...to].map(each => [each.operation.value.operationId, each]))
  for (const before of from) {
    const { operationId } = before.operation.value
    const after = operationId === undefined ? undefined : ids.get(operationId)
    if (after && to.delete(after)) node.edges.push({ to: movedOperation(comparison, { base: before, head: after }) })
    else node.edges.push({ to: loneOperation(comparison, 'base', before) })
  }
  for (const after of to) node.edges.push({ to: loneOperation(comparison, 'head', after) })
  node.whole.push(...[...gone, ...fresh].map(({ value }) => value))
}

function movedOperation(comparison: Comparison, pair: Pair<Standing>): Node {
  const { base, head } = pair
  const key = `moved ${base.operation.pointer} | ${head.operation.pointer}`
  return comparison.graph.node(key, node => {
    node.label = String(head.operation.value.operationId)
    const name = ({ method, path }: Standing) => `${method.toUpperCase()} ${path}`
    const at = { base: base.operation.pointer, head: head.operation.pointer }
    node.facts.push({ rule: 'operation-moved', ...at, from: name(base), to: name(head) })
    node.edges.push({ to: compareOperation(comparison, pair, CALLED) })
  })
}

/** Requests go the other way: the API sends them. */
export function compareWebhooks(comparison: Comparison, node: Node, roots: Pair): void {
  const [base, head] = [itemsOf(comparison, 'base', roots, 'webhooks'), itemsOf(comparison, 'head', roots, 'webhooks')]
  const { both, removed, added } = namesOf(base, head)
  for (const name of both) {
    const pair = { base: base.get(name), head: head.get(name) } as Pair<PathItem>
    node.edges.push({ to: comparePathItem(comparison, pair, CALLING) })
  }
  for (const [rule, which, names, items] of [
    ['webhook-removed', 'base', removed, base],
    ['webhook-added', 'head', added, head],
  ] as const)
    for (const name of names) {
      const { value, pointer } = items.get(name) as PathItem
      node.facts.push({ rule, [which]: pointer, what: name })
      node.whole.push(value)
    }
}

function itemsOf(comparison: Comparison, which: 'base' | 'head', roots: Pair, key = 'paths'): Map<string, PathItem> {
  const entries = entriesAt(comparison[which], roots[which], key, key === 'paths')
  return new Map([...entries].map(([path, item]) => [path, { ...item, path }]))
}

import { type Comparison, entriesAt, namesOf, type Pair, type Version } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareExtensions } from './fields.ts'
import {
  API_REQUESTS,
  type OperationSite,
  operationsIn,
  type PathItem,
  unmatchedOperation,
  WEBHOOK_REQUESTS,
} from './operation-site.ts'
import { compareOperation, comparePathItem } from './path-item.ts'
import { shapeOf } from './templates.ts'
import { urlsOf } from './urls.ts'

/** Paths match by their text or by their URLs, whatever the names of their parameters. */
export function comparePaths(comparison: Comparison, node: Node, roots: Pair): void {
  compareExtensions(node, roots, 'paths')
  const [base, head] = [itemsOf(roots.base, 'paths'), itemsOf(roots.head, 'paths')]
  const { both, removed, added } = namesOf(base, head)
  const shapes = new Map(added.map(path => [shapeOf(path), path]))
  const unmatched = { base: new Set(removed), head: new Set(added) }
  const pairs = both.map(path => [path, path] as const)
  for (const path of removed) {
    const match = shapes.get(shapeOf(path))
    if (match === undefined || !unmatched.head.delete(match)) continue
    unmatched.base.delete(path)
    pairs.push([path, match])
  }
  const byUrls = new Map(
    [...unmatched.head].map(path => [urlsOf(comparison.head, head.get(path) as PathItem, path), path]),
  )
  for (const path of unmatched.base) {
    const match = byUrls.get(urlsOf(comparison.base, base.get(path) as PathItem, path))
    if (match === undefined || !unmatched.head.delete(match)) continue
    unmatched.base.delete(path)
    pairs.push([path, match])
  }
  for (const [from, to] of pairs) {
    const pair = { base: base.get(from), head: head.get(to) } as Pair<PathItem>
    node.edges.push({ to: comparePathItem(comparison, pair, API_REQUESTS) })
  }
  compareUnmatched(comparison, node, {
    base: [...unmatched.base].map(path => base.get(path) as PathItem),
    head: [...unmatched.head].map(path => head.get(path) as PathItem),
  })
}

/** Paths that only one version has. An operation that moved is recognised by its operationId. */
function compareUnmatched(comparison: Comparison, node: Node, items: Pair<PathItem[]>): void {
  const from = items.base.flatMap(item => [...operationsIn(comparison, 'base', item).values()])
  const to = new Set(items.head.flatMap(item => [...operationsIn(comparison, 'head', item).values()]))
  const byId = new Map([...to].map(site => [site.operation.value.operationId, site]))
  for (const base of from) {
    const { operationId } = base.operation.value
    const head = operationId === undefined ? undefined : byId.get(operationId)
    if (head && to.delete(head)) node.edges.push({ to: movedOperation(comparison, { base, head }) })
    else node.edges.push({ to: unmatchedOperation(comparison, 'base', base) })
  }
  for (const site of to) node.edges.push({ to: unmatchedOperation(comparison, 'head', site) })
  node.comparedValues.push(...[...items.base, ...items.head].map(({ value }) => value))
}

function movedOperation(comparison: Comparison, pair: Pair<OperationSite>): Node {
  const { base, head } = pair
  const key = `moved ${base.operation.pointer} | ${head.operation.pointer}`
  return comparison.graph.node(key, node => {
    node.label = String(head.operation.value.operationId)
    const name = ({ method, path }: OperationSite) => `${method.toUpperCase()} ${path}`
    const at = { base: base.operation.pointer, head: head.operation.pointer }
    node.facts.push({ rule: 'operation-moved', ...at, from: name(base), to: name(head) })
    node.edges.push({ to: compareOperation(comparison, pair, API_REQUESTS) })
  })
}

/** The API sends these requests. */
export function compareWebhooks(comparison: Comparison, node: Node, roots: Pair): void {
  const [base, head] = [itemsOf(roots.base, 'webhooks'), itemsOf(roots.head, 'webhooks')]
  const { both, removed, added } = namesOf(base, head)
  for (const name of both) {
    const pair = { base: base.get(name), head: head.get(name) } as Pair<PathItem>
    node.edges.push({ to: comparePathItem(comparison, pair, WEBHOOK_REQUESTS) })
  }
  for (const name of removed) noteWebhook(node, 'base', base.get(name) as PathItem)
  for (const name of added) noteWebhook(node, 'head', head.get(name) as PathItem)
}

function noteWebhook(node: Node, version: Version, { value, pointer, path }: PathItem): void {
  const rule = version === 'base' ? 'webhook-removed' : 'webhook-added'
  node.facts.push({ rule, [version]: pointer, what: path })
  node.comparedValues.push(value)
}

const itemsOf = (root: Pair['base'], key: 'paths' | 'webhooks'): Map<string, PathItem> =>
  new Map([...entriesAt(root, key, key === 'paths')].map(([path, item]) => [path, { ...item, path }]))

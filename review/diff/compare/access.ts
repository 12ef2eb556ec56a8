import type { Located } from '../../../openapi/document.ts'
import { type Comparison, type Pair, placesOf } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareInput } from './input.ts'
import type { Directions, OperationSite } from './operation-site.ts'
import { compareSecurity } from './security.ts'
import { addressesOf, compareServers, serversOf } from './servers.ts'
import { urlsOf } from './urls.ts'

/** Security, servers and input rules of an operation. */
export function compareAccess(
  comparison: Comparison,
  node: Node,
  pair: Pair<OperationSite>,
  { sent }: Directions,
): void {
  const { base, head } = { base: ownersOf(pair.base), head: ownersOf(pair.head) }
  const own = pair.head.operation.pointer
  // Receivers of a webhook do not inherit the security of the document: only the webhook itself can state it.
  const isWebhook = sent === 'response'
  const isStated = pair.base.operation.value.security !== undefined || pair.head.operation.value.security !== undefined
  if (!isWebhook || isStated) {
    const owner = base.security.pointer === '#' && head.security.pointer === '#' ? '#' : own
    const owners = { base: base.security, head: head.security }
    node.edges.push({ to: compareSecurity(comparison, owners, owner), only: sent })
  }
  if (isWebhook) return
  // The path moved from the URL of the servers, or into it.
  const urls = ({ contract, item, path }: OperationSite) => urlsOf(contract, item, path)
  const isSameUrl = pair.base.path !== pair.head.path && urls(pair.base) === urls(pair.head)
  const isShared = base.servers.pointer !== pair.base.operation.pointer && head.servers.pointer !== own
  const owner = isShared ? head.servers.pointer : own
  if (isSameUrl) noteMoved(node, { base: base.servers, head: head.servers })
  else node.edges.push({ to: compareServers(comparison, { base: base.servers, head: head.servers }, owner) })
  node.edges.push({ to: compareInput(comparison), only: sent })
}

/** Servers of an operation or path item. Those of the document are compared with the document. */
function noteMoved(node: Node, owners: Pair): void {
  if (owners.base.pointer === '#' && owners.head.pointer === '#') return
  const [from, to] = [owners.base, owners.head].map(owner => addressesOf(serversOf(owner)))
  node.facts.push({ rule: 'servers-moved', ...placesOf(owners, 'servers'), from, to })
  node.comparedValues.push(...[owners.base, owners.head].map(({ value }) => value.servers ?? null))
}

/** The objects whose security and servers apply to an operation. */
function ownersOf({ contract, item, operation }: OperationSite) {
  const root = { value: contract.root, pointer: '#' }
  const hasServers = ({ value }: Located) => Array.isArray(value.servers) && value.servers.length > 0
  return {
    security: operation.value.security === undefined ? root : operation,
    servers: [operation, item].find(hasServers) ?? root,
  }
}

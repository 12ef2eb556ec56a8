import type { Located } from '../../../openapi/document.ts'
import type { Comparison, Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareInput } from './input.ts'
import { compareSecurity } from './security.ts'
import { compareServers } from './servers.ts'
import type { Sides, Standing } from './standing.ts'

/** Who may call it, and where. */
export function compareAccess(comparison: Comparison, node: Node, pair: Pair<Standing>, { sent }: Sides): void {
  const { base, head } = { base: ownersOf(pair.base), head: ownersOf(pair.head) }
  const own = pair.head.operation.pointer
  // What a webhook's receiver asks for, only the operation itself can say.
  const isCalled = sent === 'request'
  const isSaid = pair.base.operation.value.security !== undefined || pair.head.operation.value.security !== undefined
  if (isCalled || isSaid) {
    const owner = base.security.pointer === '#' && head.security.pointer === '#' ? '#' : own
    const owners = { base: base.security, head: head.security }
    node.edges.push({ to: compareSecurity(comparison, owners, owner), only: sent })
  }
  if (!isCalled) return
  const isShared = base.servers.pointer !== pair.base.operation.pointer && head.servers.pointer !== own
  const owner = isShared ? head.servers.pointer : own
  node.edges.push({ to: compareServers(comparison, { base: base.servers, head: head.servers }, owner) })
  node.edges.push({ to: compareInput(comparison), only: sent })
}

/** What holds for an operation may stand further up. */
function ownersOf({ contract, item, operation }: Standing) {
  const root = { value: contract.root, pointer: '#' }
  const has = (owner: Located, key: string) => owner.value[key] !== undefined
  const isListed = (owner: Located) => Array.isArray(owner.value.servers) && owner.value.servers.length > 0
  return {
    security: has(operation, 'security') ? operation : root,
    servers: [operation, item].find(isListed) ?? root,
  }
}

import type { Located } from '../../../openapi/document.ts'
import { type Comparison, entriesAt, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { canonical } from '../text.ts'
import { compareFields, endsOf, TEXTS } from './fields.ts'

/** Links of a response: which there are and where they lead. */
export function compareLinks(comparison: Comparison, node: Node, pair: Pair): void {
  const [base, head] = [entriesAt(comparison.base, pair.base, 'links'), entriesAt(comparison.head, pair.head, 'links')]
  const { both, removed, added } = namesOf(base, head)
  const owner = pair.head.pointer
  for (const name of both)
    node.edges.push({ to: compareLink(comparison, name, { base: base.get(name), head: head.get(name) } as Pair) })
  for (const name of removed) {
    const link = base.get(name) as Located
    node.facts.push({ rule: 'link-removed', base: link.pointer, owner, what: name })
    node.whole.push(link.value)
  }
  for (const name of added) {
    const link = head.get(name) as Located
    node.facts.push({ rule: 'link-added', head: link.pointer, owner, what: name })
    node.whole.push(link.value)
  }
}

export function compareLink(comparison: Comparison, name: string, starts: Pair): Node {
  return comparison.graph.node(`link ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const { base, head } = endsOf(comparison, node, starts)
    const target = ({ description: _, ...value }: Located['value']) => canonical(value)
    if (target(base.value) !== target(head.value))
      node.facts.push({ rule: 'link-changed', base: base.pointer, head: head.pointer, what: name })
    const fields = 'operationRef operationId parameters requestBody server'.split(' ')
    compareFields(
      node,
      { base, head },
      { ...TEXTS, ...Object.fromEntries(fields.map(key => [key, 'by value' as const])) },
    )
  })
}

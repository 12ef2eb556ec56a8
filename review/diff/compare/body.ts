import { resolve } from '../../../openapi/references.ts'
import { type Comparison, compareField, objectAt, type Pair } from '../comparison.ts'
import type { Node, Side } from '../graph.ts'
import { compareContent } from './content.ts'
import { compareFields, endsOf, TEXTS } from './fields.ts'

/** The request body of an operation. */
export function compareBody(comparison: Comparison, node: Node, operations: Pair, sent: Side): void {
  const base = objectAt(operations.base, 'requestBody')
  const head = objectAt(operations.head, 'requestBody')
  const owner = operations.head.pointer
  if (base && head) {
    node.edges.push({ to: compareRequestBody(comparison, { base, head }), only: sent })
  } else if (base) {
    node.facts.push({ rule: 'request-body-removed', base: base.pointer, owner, only: sent })
    node.comparedValues.push(base.value)
  } else if (head) {
    const isRequired = resolve(comparison.head, head).value.required === true
    const rule = isRequired ? 'required-request-body-added' : 'request-body-added'
    node.facts.push({ rule, head: head.pointer, owner, only: sent })
    node.comparedValues.push(head.value)
  }
}

export function compareRequestBody(comparison: Comparison, starts: Pair): Node {
  return comparison.graph.node(`body ${starts.base.pointer} | ${starts.head.pointer}`, node => {
    const pair = endsOf(comparison, node, starts)
    node.edges.push({
      to: comparison.graph.node(`body at ${pair.base.pointer} | ${pair.head.pointer}`, end => {
        const ruleFor = (to: unknown) => (to === true ? 'request-body-required' : 'request-body-optional')
        compareField(end, pair, 'required', (_, to) => ruleFor(to), false)
        compareContent(comparison, end, pair)
        compareFields(end, pair, { ...TEXTS, required: 'by value', content: 'by parts' })
      }),
    })
  })
}

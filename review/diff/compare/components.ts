import type { Json, JsonObject, Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { type Comparison, entriesAt, namesOf, type Pair } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareSchemas } from '../schema/compare.ts'
import { canonical } from '../text.ts'
import { compareRequestBody } from './body.ts'
import { compareFields } from './fields.ts'
import { compareParameter } from './parameters.ts'
import { compareHeader, compareResponse } from './responses.ts'
import { compareScheme } from './security-schemes.ts'

type Compare = (comparison: Comparison, pair: Pair) => Node

/** Components are compared where they are used, and also by name, for those that are not used. */
const KINDS: Record<string, Compare | undefined> = {
  schemas: (comparison, { base, head }) => compareSchemas(comparison, [base], [head]),
  parameters: compareParameter,
  headers: compareHeader,
  responses: compareResponse,
  requestBodies: compareRequestBody,
  securitySchemes: compareScheme,
  examples: compareExample,
  // Path items are compared where paths refer to them.
  pathItems: undefined,
}

export function compareComponents(comparison: Comparison, node: Node): void {
  const owners = { base: componentsOf(comparison.base.root), head: componentsOf(comparison.head.root) }
  for (const [kind, compare] of Object.entries(KINDS)) {
    const [base, head] = [entriesAt(owners.base, kind), entriesAt(owners.head, kind)]
    const { both, removed, added } = namesOf(base, head)
    for (const name of compare ? both : []) {
      const to = compare?.(comparison, { base: base.get(name), head: head.get(name) } as Pair)
      if (to) node.edges.push({ to })
    }
    for (const name of removed) {
      const owner = into('#/components', kind, name)
      node.facts.push({ rule: 'component-removed', base: owner, owner })
      node.comparedValues.push(base.get(name)?.value ?? null)
    }
    for (const name of added) {
      const owner = into('#/components', kind, name)
      node.facts.push({ rule: 'component-added', head: owner, owner })
      node.comparedValues.push(head.get(name)?.value ?? null)
    }
  }
  const fields = Object.fromEntries(Object.keys(KINDS).map(kind => [kind, 'by parts' as const]))
  compareFields(node, owners, fields)
}

const componentsOf = ({ components = {} }: JsonObject): Located => ({
  value: components as Record<string, Json>,
  pointer: '#/components',
})

function compareExample({ graph }: Comparison, { base, head }: Pair): Node {
  return graph.node(`example ${base.pointer} | ${head.pointer}`, node => {
    if (canonical(base.value) !== canonical(head.value))
      node.facts.push({ rule: 'example-changed', base: base.pointer, head: head.pointer, owner: head.pointer })
    node.comparedValues.push(base.value, head.value)
  })
}

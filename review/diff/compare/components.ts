import { isObject, type Json, type JsonObject, type Located } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import type { Comparison, Pair } from '../comparison.ts'
import { namesOf } from '../comparison.ts'
import type { Node } from '../graph.ts'
import { compareSchemas } from '../schema/compare.ts'
import { schemaAt } from '../schema/parts.ts'
import { canonical } from '../text.ts'
import { compareRequestBody } from './body.ts'
import { compareFields } from './fields.ts'
import { compareParameter } from './parameters.ts'
import { compareHeader, compareResponse } from './responses.ts'
import { compareScheme } from './security-schemes.ts'

type Compare = (comparison: Comparison, pair: Pair) => Node

/** Components are compared where they are used; by their names too, for those that nobody uses. */
const KINDS: Record<string, Compare | undefined> = {
  schemas: (comparison, { base, head }) => compareSchemas(comparison, [base], [head]),
  parameters: compareParameter,
  headers: compareHeader,
  responses: compareResponse,
  requestBodies: compareRequestBody,
  securitySchemes: compareScheme,
  examples: compareExample,
  pathItems: undefined,
}

export function compareComponents(comparison: Comparison, node: Node): void {
  const owners = { base: componentsOf(comparison.base.root), head: componentsOf(comparison.head.root) }
  for (const [kind, compare] of Object.entries(KINDS)) {
    const [base, head] = [namesIn(owners.base, kind), namesIn(owners.head, kind)]
    const { both, removed, added } = namesOf(base, head)
    for (const name of compare ? both : []) {
      const at = into('#/components', kind, name)
      const pair = {
        base: schemaAt(comparison.base, at, base.get(name)),
        head: schemaAt(comparison.head, at, head.get(name)),
      }
      const to = compare?.(comparison, pair)
      if (to) node.edges.push({ to })
    }
    for (const name of removed) {
      node.facts.push({
        rule: 'component-removed',
        base: into('#/components', kind, name),
        owner: into('#/components', kind, name),
      })
      node.whole.push(base.get(name) ?? null)
    }
    for (const name of added) {
      node.facts.push({
        rule: 'component-added',
        head: into('#/components', kind, name),
        owner: into('#/components', kind, name),
      })
      node.whole.push(head.get(name) ?? null)
    }
  }
  const fields = Object.fromEntries(Object.keys(KINDS).map(kind => [kind, 'by parts' as const]))
  compareFields(node, owners, fields)
}

const componentsOf = ({ components }: JsonObject): Located => ({
  value: isObject(components) ? components : {},
  pointer: '#/components',
})

const namesIn = ({ value }: Located, kind: string): Map<string, Json> => new Map(Object.entries(Object(value[kind])))

function compareExample({ graph }: Comparison, { base, head }: Pair): Node {
  return graph.node(`example ${base.pointer} | ${head.pointer}`, node => {
    if (canonical(base.value) !== canonical(head.value))
      node.facts.push({ rule: 'example-changed', base: base.pointer, head: head.pointer, owner: head.pointer })
    node.whole.push(base.value, head.value)
  })
}

import { into, isObject } from '../../../openapi/document.ts'
import { mappedPointer } from '../../../openapi/references.ts'
import type { Node } from '../../../openapi/walk.ts'
import { type Contract, hasBrokenReference } from '../contract.ts'
import type { Rule } from '../rule.ts'

/** A component is used if something outside `components` references it, directly or through other components. */
export const componentUsed: Rule = {
  name: 'component-used',
  *check(contract) {
    const { components } = contract.document.root
    if (!isObject(components) || hasBrokenReference(contract)) return
    const used = usedComponents(contract)
    for (const [section, named] of Object.entries(components)) {
      if (section.startsWith('x-') || !isObject(named)) continue
      for (const name of Object.keys(named)) {
        const pointer = into('#/components', section, name)
        if (used.has(pointer)) continue
        yield { pointer, message: `${name} in components/${section} is not used`, hint: 'Reference it or remove it.' }
      }
    }
  },
}

/** The component that a pointer leads to or into; undefined outside `components`. */
const componentAt = (pointer: string): string | undefined => /^#\/components\/[^/]+\/[^/]+/.exec(pointer)?.[0]

function usedComponents({ nodes }: Contract): ReadonlySet<string | undefined> {
  const nodesByComponent = Map.groupBy(nodes, ({ pointer }) => componentAt(pointer))
  const used = new Set<string | undefined>()
  const visit = (component: string | undefined) => {
    if (used.has(component)) return
    used.add(component)
    for (const node of nodesByComponent.get(component) ?? [])
      for (const pointer of referencesOf(node)) visit(componentAt(pointer))
  }
  visit(undefined)
  return used
}

function referencesOf({ kind, value }: Node): string[] {
  if (kind === 'SecurityRequirement') return Object.keys(value).map(name => into('#/components/securitySchemes', name))
  if (kind === 'Discriminator') return Object.values(value.mapping ?? {}).map(target => mappedPointer(String(target)))
  return typeof value.$ref === 'string' ? [value.$ref] : []
}

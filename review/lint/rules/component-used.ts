import { into, isObject, type Json } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import { danglingIn } from '../references.ts'
import type { Rule } from '../rule.ts'
import { inField } from '../schemas.ts'

/** A component is used if something outside `components` references it, directly or through other components. */
export const componentUsed: Rule = {
  name: 'component-used',
  *check(contract) {
    const components = inField({ value: contract.document.root, pointer: '#' }, 'components')
    // A broken reference may be meant for any of them.
    if (!components || danglingIn(contract).length > 0) return
    const used = usedBy(contract)
    for (const [section, named] of Object.entries(components.value)) {
      if (section.startsWith('x-') || !isObject(named)) continue
      for (const name of Object.keys(named)) {
        const pointer = into(components.pointer, section, name)
        if (used.has(pointer)) continue
        yield { pointer, message: `${name} in components/${section} is not used`, hint: 'Reference it or remove it.' }
      }
    }
  },
}

function usedBy({ document }: Contract): ReadonlySet<string> {
  const used = new Set<string>()
  const use = (pointer: string) => {
    // A reference into a component uses the component.
    const component = /^#\/components\/[^/]+\/[^/]+/.exec(pointer)?.[0] ?? pointer
    if (used.has(component)) return
    used.add(component)
    visit(document.at(component) ?? null)
  }
  const visit = (value: Json) => {
    for (const [key, inner] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
      if (key === '$ref' && typeof inner === 'string') use(inner)
      if (key === 'mapping' && isObject(inner))
        for (const target of Object.values(inner))
          use(String(target).startsWith('#') ? String(target) : into('#/components/schemas', String(target)))
      if (key === 'security' && Array.isArray(inner))
        for (const scheme of inner.flatMap(requirement => Object.keys(requirement ?? {})))
          use(into('#/components/securitySchemes', scheme))
      visit(inner as Json)
    }
  }
  const { components: _, ...rest } = document.root
  visit(rest)
  return used
}

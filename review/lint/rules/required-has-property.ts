import { into, isObject, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'
import { everyPartOf } from '../schemas.ts'

/** A required property that is described nowhere is a misspelt one, or one that nobody can fill in. */
export const requiredHasProperty: Rule = {
  name: 'required-has-property',
  *check(contract) {
    const around = schemasAround(contract)
    for (const { kind, value, pointer } of contract.nodes) {
      if (kind !== 'Schema' || !Array.isArray(value.required)) continue
      const names = namesIn(contract, [{ value, pointer }, ...(around.get(pointer) ?? [])])
      for (const [index, name] of value.required.entries()) {
        if (typeof name !== 'string' || names.all.has(name) || names.patterns.some(pattern => pattern.test(name)))
          continue
        const meant = nearest(name, names.all)
        yield {
          pointer: into(pointer, 'required', index),
          message: `The required ${name} is not among the properties`,
          hint: meant ? `Did you mean ${meant}?` : 'Describe it in properties, or do not require it.',
        }
      }
    }
  },
}

/** Of a schema within allOf, anyOf, oneOf, if, then or else: those that describe the same value around it. */
function schemasAround({ nodes }: Contract): Map<string, Located[]> {
  const byPointer = new Map(nodes.map(node => [node.pointer, node]))
  return new Map(
    nodes.map(({ pointer }) => {
      const around: Located[] = []
      let at = pointer
      for (let match = STEP.exec(at); match; match = STEP.exec(at)) {
        at = at.slice(0, match.index)
        const node = byPointer.get(at)
        if (node?.kind !== 'Schema') break
        around.push(node)
      }
      return [pointer, around]
    }),
  )
}

const STEP = /\/((allOf|anyOf|oneOf)\/\d+|if|then|else|not)$/

function namesIn({ document }: Contract, schemas: Located[]): { all: Set<string>; patterns: RegExp[] } {
  const parts = schemas.flatMap(schema => everyPartOf(document, schema))
  const keysIn = (field: string) =>
    parts.flatMap(({ value: { [field]: named } }) => Object.keys(isObject(named) ? named : {}))
  return { all: new Set(keysIn('properties')), patterns: keysIn('patternProperties').map(compiled) }
}

/** What is no pattern is another rule's; it matches all. */
function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return /^/
  }
}

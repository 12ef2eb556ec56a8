import { into, isObject, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'
import { everyPartOf } from '../schemas.ts'

/** A required property that is not defined is misspelled, or has no type. */
export const requiredPropertiesDefined: Rule = {
  name: 'required-properties-defined',
  *check(contract) {
    const around = schemasAround(contract)
    for (const { kind, value, pointer } of contract.nodes) {
      if (kind !== 'Schema' || !Array.isArray(value.required)) continue
      const names = namesIn(contract, [{ value, pointer }, ...(around.get(pointer) ?? [])])
      for (const [index, name] of value.required.entries()) {
        if (typeof name !== 'string' || names.all.has(name) || names.patterns.some(pattern => pattern.test(name)))
          continue
        const suggestion = nearest(name, names.all)
        yield {
          pointer: into(pointer, 'required', index),
          message: `The required property ${name} is not defined`,
          hint: suggestion ? `Did you mean ${suggestion}?` : 'Define it in properties or remove it from required.',
        }
      }
    }
  },
}

/** For each schema, those around it that describe the same value, because it is a member of `allOf`, `anyOf`, `oneOf` and the like. */
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

/** An invalid pattern, which another rule reports, matches everything. */
function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return /^/
  }
}

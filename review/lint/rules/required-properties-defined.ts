import { into, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import { nearest } from '../../../openapi/nearest.ts'
import { schemasOfValue } from '../directions.ts'
import type { Rule } from '../rule.ts'
import { everyPartOf, partsOf, propertiesOf } from '../schemas.ts'

/** A required property that is not defined is misspelled, or has no type. */
export const requiredPropertiesDefined: Rule = {
  name: 'required-properties-defined',
  *check({ document, nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind !== 'Schema' || !Array.isArray(value.required)) continue
      const schemas = schemasOfValue(node)
      const defined = schemas.flatMap(schema => propertiesOf(everyPartOf(document, schema)))
      for (const [index, name] of value.required.entries()) {
        if (typeof name !== 'string' || schemas.some(schema => defines(document, schema, name))) continue
        const at = into(pointer, 'required', index)
        if (defined.includes(name)) {
          yield {
            pointer: at,
            message: `The required property ${name} is defined in only some of the alternatives`,
            hint: 'Define it in every alternative, or require it only in those that have it.',
          }
          continue
        }
        const suggestion = nearest(name, defined)
        yield {
          pointer: at,
          message: `The required property ${name} is not defined`,
          hint: suggestion ? `Did you mean ${suggestion}?` : 'Define it in properties or remove it from required.',
        }
      }
    }
  },
}

/** Whether every value of a schema has the property defined: in the schema, or in each of its alternatives. */
function defines(
  document: OpenApiDocument,
  schema: Located,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const inside = new Set([...seen, schema.pointer])
  return partsOf(document, schema).some(part => {
    if (propertiesOf([part]).includes(name)) return true
    return ['anyOf', 'oneOf'].some(keyword => {
      const members = membersOf(part, keyword).map(([, member]) => member)
      const alternatives = members.filter(({ value, pointer }) => value.type !== 'null' && !inside.has(pointer))
      return alternatives.length > 0 && alternatives.every(each => defines(document, each, name, inside))
    })
  })
}

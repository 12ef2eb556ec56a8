import { into } from '../../../openapi/document.ts'
import { nearest } from '../../../openapi/nearest.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import type { Node } from '../../../openapi/walk.ts'
import type { Rule } from '../rule.ts'
import { everyPartOf, propertiesOf } from '../schemas.ts'

/** A required property that is not defined is misspelled, or has no type. */
export const requiredPropertiesDefined: Rule = {
  name: 'required-properties-defined',
  *check({ document, nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind !== 'Schema' || !Array.isArray(value.required)) continue
      const defined = schemasOfValue(node).flatMap(schema => propertiesOf(everyPartOf(document, schema)))
      for (const [index, name] of value.required.entries()) {
        if (typeof name !== 'string' || defined.includes(name)) continue
        const suggestion = nearest(name, defined)
        yield {
          pointer: into(pointer, 'required', index),
          message: `The required property ${name} is not defined`,
          hint: suggestion ? `Did you mean ${suggestion}?` : 'Define it in properties or remove it from required.',
        }
      }
    }
  },
}

/** A schema and those around it that describe the same value, because it is a member of their `allOf`, `anyOf` or `oneOf`. */
function schemasOfValue(schema: Node): Node[] {
  const { parent, field } = schema
  const isSameValue = parent !== undefined && keywordOf(field)?.subschemas === 'same value'
  return isSameValue ? [schema, ...schemasOfValue(parent)] : [schema]
}

import { into } from '../../../openapi/document.ts'
import { nearest } from '../../../openapi/nearest.ts'
import { examplesIn, objectsInExample } from '../examples.ts'
import type { Rule } from '../rule.ts'
import { propertiesOf } from '../schemas.ts'

/** A property in an example that no schema defines is misspelled, or missing in the schema. */
export const examplePropertiesDefined: Rule = {
  name: 'example-properties-defined',
  *check(contract) {
    for (const example of examplesIn(contract))
      for (const { value, pointer, schemas } of objectsInExample(contract, example)) {
        const defined = propertiesOf(schemas)
        // With additionalProperties, other properties are either allowed on purpose or reported by example-fits.
        const isHandled = schemas.some(schema => schema.value.additionalProperties !== undefined)
        if (isHandled || defined.length === 0) continue
        for (const name of Object.keys(value).filter(each => !defined.includes(each))) {
          const suggestion = nearest(name, defined)
          yield {
            pointer: into(pointer, name),
            message: `The example has a property ${name} that no schema defines`,
            hint: suggestion ? `Did you mean ${suggestion}?` : 'Define it in the schema or remove it from the example.',
          }
        }
      }
  },
}

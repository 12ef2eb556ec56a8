import { into, isObject, type Located } from '../../../openapi/document.ts'
import { examplesIn, objectsInExample } from '../examples.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

/** A schema with one of these accepts undefined properties on purpose, or rejects them itself. */
const HANDLES_UNDEFINED = [
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'dependentSchemas',
  'if',
]

/** A property in an example that no schema defines is misspelled or was forgotten in the schema. */
export const examplePropertiesDefined: Rule = {
  name: 'example-properties-defined',
  *check(contract) {
    for (const example of examplesIn(contract))
      for (const { value, pointer, schemas } of objectsInExample(contract, example)) {
        const defined = propertiesOf(schemas)
        const isHandled = schemas.some(schema => HANDLES_UNDEFINED.some(keyword => schema.value[keyword] !== undefined))
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

const propertiesOf = (schemas: Located[]): string[] =>
  schemas.flatMap(({ value }) => Object.keys(isObject(value.properties) ? value.properties : {}))

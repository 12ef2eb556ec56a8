import { into, isObject, type Located } from '../../../openapi/document.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'
import { examplesIn, objectsShownBy } from '../shown.ts'

/** With one of these a schema takes properties that it does not name, or refuses them itself. */
const OPEN = ['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'dependentSchemas', 'if']

/** A property that no schema describes is a misspelt one, or one that was forgotten. */
export const exampleDescribed: Rule = {
  name: 'example-described',
  *check(contract) {
    for (const example of examplesIn(contract))
      for (const { value, pointer, parts } of objectsShownBy(contract, example)) {
        const names = namesOf(parts)
        const isOpen = parts.some(part => OPEN.some(keyword => part.value[keyword] !== undefined))
        if (isOpen || names.length === 0) continue
        for (const name of Object.keys(value).filter(each => !names.includes(each))) {
          const meant = nearest(name, names)
          yield {
            pointer: into(pointer, name),
            message: `An example has ${name}, which no schema describes`,
            hint: meant ? `Did you mean ${meant}?` : 'Describe it in the properties of the schema, or remove it.',
          }
        }
      }
  },
}

const namesOf = (parts: Located[]): string[] =>
  parts.flatMap(({ value }) => Object.keys(isObject(value.properties) ? value.properties : {}))

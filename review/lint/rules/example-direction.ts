import { into } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import { HIDDEN_IN, isAnnotated } from '../directions.ts'
import { examplesIn, objectsInExample } from '../examples.ts'
import type { Rule } from '../rule.ts'

/** A request does not contain properties that are readOnly, and a response none that are writeOnly. */
export const exampleDirection: Rule = {
  name: 'example-direction',
  *check(contract) {
    for (const example of examplesIn(contract)) {
      if (!example.direction) continue
      const annotation = HIDDEN_IN[example.direction]
      for (const { value, pointer, schemas } of objectsInExample(contract, example))
        for (const name of Object.keys(value)) {
          const defined = schemas.flatMap(schema => membersOf(schema, 'properties')).filter(([key]) => key === name)
          const isHidden = ([, property]: (typeof defined)[number]) =>
            isAnnotated(contract.document, property, annotation)
          if (defined.length > 0 && defined.every(isHidden))
            yield {
              pointer: into(pointer, name),
              message: `The example of a ${example.direction} has the property ${name}, which is ${annotation}`,
              hint: `Remove it from the example, or ${annotation} from the property.`,
            }
        }
    }
  },
}

import { examplesIn } from '../examples.ts'
import type { Rule } from '../rule.ts'

/** An invalid example misleads readers and breaks the mock. */
export const exampleFits: Rule = {
  name: 'example-fits',
  *check(contract) {
    for (const { value, schema, pointer, direction } of examplesIn(contract)) {
      const error = contract.validate(schema.pointer, value, pointer, direction)
      if (error) yield { ...error, message: `The example value ${error.message}` }
    }
  },
}

import type { Rule } from '../rule.ts'
import { examplesIn } from '../shown.ts'

/** An example that the schema refuses misleads people and breaks the mock. */
export const exampleFits: Rule = {
  name: 'example-fits',
  *check(contract) {
    for (const { value, schema, pointer } of examplesIn(contract)) {
      const fault = contract.judge(schema.pointer, value, pointer)
      if (fault) yield { ...fault, message: `In an example ${fault.message}` }
    }
  },
}

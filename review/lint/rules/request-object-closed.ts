import { inputsOf, spotsIn } from '../inputs.ts'
import type { Rule } from '../rule.ts'

/** A misspelt field must be refused; a server that lets it pass does something else than was asked. */
export const requestObjectClosed: Rule = {
  name: 'request-object-closed',
  *check(contract) {
    for (const { part, all } of spotsIn(contract, inputsOf(contract))) {
      if (part.value.properties === undefined) continue
      const isClosed = all.some(
        ({ value }) => value.additionalProperties !== undefined || value.unevaluatedProperties !== undefined,
      )
      if (isClosed) continue
      yield {
        pointer: part.pointer,
        message: 'An object of a request takes properties that it does not name',
        hint: 'Add additionalProperties: false, or unevaluatedProperties: false beside an allOf.',
      }
    }
  },
}

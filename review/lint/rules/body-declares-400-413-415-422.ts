import type { Rule } from '../rule.ts'
import { undeclared } from '../statuses.ts'

/** A body may be broken, too large, of another type, or wrong in its fields. */
export const bodyDeclares400413415422: Rule = {
  name: 'body-declares-400-413-415-422',
  *check(contract) {
    for (const operation of contract.operations.filter(({ requestBody }) => requestBody))
      yield* undeclared(contract, operation, ['400', '413', '415', '422'], 'reads a body')
  },
}

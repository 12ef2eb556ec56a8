import type { Rule } from '../rule.ts'
import { undeclaredStatuses } from '../statuses.ts'

/** A request body can be malformed, too large, of an unsupported media type or invalid. */
export const bodyDeclares400413415422: Rule = {
  name: 'body-declares-400-413-415-422',
  *check(contract) {
    for (const operation of contract.operations.filter(({ requestBody }) => requestBody))
      yield* undeclaredStatuses(contract, operation, ['400', '413', '415', '422'], 'has a request body')
  },
}

import type { Rule } from '../rule.ts'
import { isSecured, undeclaredStatuses } from '../statuses.ts'

export const securedDeclares401: Rule = {
  name: 'secured-declares-401',
  *check(contract) {
    for (const operation of contract.operations.filter(isSecured))
      yield* undeclaredStatuses(contract, operation, ['401'], 'requires authentication')
  },
}

import type { Rule } from '../rule.ts'
import { isSecured, undeclared } from '../statuses.ts'

/** Whoever calls with a bad token must know what comes. */
export const securedDeclares401: Rule = {
  name: 'secured-declares-401',
  *check(contract) {
    for (const operation of contract.operations.filter(isSecured))
      yield* undeclared(contract, operation, ['401'], 'needs credentials')
  },
}

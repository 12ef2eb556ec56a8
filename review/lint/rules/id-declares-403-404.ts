import type { Rule } from '../rule.ts'
import { isSecured, undeclared } from '../statuses.ts'

/** An id may name nothing, and what belongs to somebody else. Where nobody is asked who he is, nothing is forbidden. */
export const idDeclares403404: Rule = {
  name: 'id-declares-403-404',
  *check(contract) {
    for (const operation of contract.operations.filter(({ path }) => path.includes('{')))
      yield* undeclared(contract, operation, isSecured(operation) ? ['403', '404'] : ['404'], 'takes an id in its path')
  },
}

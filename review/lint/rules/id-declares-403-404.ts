import type { Rule } from '../rule.ts'
import { isSecured, undeclaredStatuses } from '../statuses.ts'

/** An ID in the path may not exist, or belong to another client. A public operation has no owner to check. */
export const idDeclares403404: Rule = {
  name: 'id-declares-403-404',
  *check(contract) {
    for (const operation of contract.operations.filter(({ path }) => path.includes('{')))
      yield* undeclaredStatuses(
        contract,
        operation,
        isSecured(operation) ? ['403', '404'] : ['404'],
        'has an ID in its path',
      )
  },
}

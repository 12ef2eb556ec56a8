import type { Rule } from '../rule.ts'
import { undeclared } from '../statuses.ts'

/** What any operation may answer. */
export const declares429500503: Rule = {
  name: 'declares-429-500-503',
  *check(contract) {
    for (const operation of contract.operations)
      yield* undeclared(contract, operation, ['429', '500', '503'], 'may be refused, fail or be down')
  },
}

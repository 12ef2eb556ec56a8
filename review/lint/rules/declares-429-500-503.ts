import type { Rule } from '../rule.ts'
import { undeclaredStatuses } from '../statuses.ts'

export const declares429500503: Rule = {
  name: 'declares-429-500-503',
  *check(contract) {
    for (const operation of contract.operations)
      yield* undeclaredStatuses(
        contract,
        operation,
        ['429', '500', '503'],
        'can be rate limited, fail or be unavailable',
      )
  },
}

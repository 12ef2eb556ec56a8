import { isObject } from '../../openapi/document.ts'
import { memberOf } from '../../openapi/members.ts'
import type { Operation } from '../../openapi/operations.ts'
import type { Contract } from './contract.ts'
import type { RuleFinding } from './finding.ts'

/**
 * A finding if an operation does not declare all of these status codes.
 * @param reason why it needs them, as the rest of a sentence that begins with its name
 */
export function* undeclaredStatuses(
  contract: Contract,
  operation: Operation,
  statuses: string[],
  reason: string,
): Generator<RuleFinding> {
  const declared = operation.responses.map(([status]) => status)
  const missing = statuses.filter(status => !declared.includes(status))
  if (missing.length === 0) return
  const common = missing.flatMap(status => {
    const $ref = commonReference(contract, status, operation)
    return $ref ? `"${status}": { $ref: "${$ref}" }` : []
  })
  yield {
    pointer: (memberOf(operation, 'responses') ?? operation).pointer,
    message: `${operation.id} ${reason} but does not declare ${missing.join(', ')}`,
    hint: `Add ${common.length < missing.length ? 'them, with the error schema,' : common.join(', ')} to its responses.`,
  }
}

/** What most operations reference for a status code; operations with the same tag count more than all others. */
function commonReference({ operations }: Contract, status: string, { tags }: Operation): string | undefined {
  const weights = new Map<string, number>()
  for (const { value, tags: others } of operations) {
    const response = isObject(value.responses) ? value.responses[status] : undefined
    if (!isObject(response) || typeof response.$ref !== 'string') continue
    const weight = others.some(tag => tags.includes(tag)) ? operations.length : 1
    weights.set(response.$ref, (weights.get(response.$ref) ?? 0) + weight)
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Whether a request without credentials is rejected. */
export const isSecured = ({ security }: Operation): boolean =>
  security.length > 0 && security.every(requirement => Object.keys(requirement).length > 0)

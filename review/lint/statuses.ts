import { isObject } from '../../openapi/document.ts'
import type { Operation } from '../../openapi/operations.ts'
import type { Contract } from './contract.ts'
import type { Fault } from './rule.ts'
import { inField } from './schemas.ts'

/** That an operation does not declare some of these statuses, if so. @param because why it needs them, after its name */
export function* undeclared(
  contract: Contract,
  operation: Operation,
  statuses: string[],
  because: string,
): Generator<Fault> {
  const declared = operation.responses.map(([status]) => status)
  const missing = statuses.filter(status => !declared.includes(status))
  if (missing.length === 0) return
  const usual = missing.map(status => ({ status, $ref: usualFor(contract, status, operation) }))
  const known = usual.flatMap(({ status, $ref }) => ($ref ? `"${status}": { $ref: "${$ref}" }` : []))
  yield {
    pointer: (inField(operation, 'responses') ?? operation).pointer,
    message: `${operation.id} ${because} and does not declare ${missing.join(', ')}`,
    hint: `Add ${known.length < missing.length ? 'them, with the error schema,' : known.join(', ')} to its responses.`,
  }
}

/** What most operations refer to for a status, those with the same tag before others. */
function usualFor({ operations }: Contract, status: string, { tags }: Operation): string | undefined {
  const counts = new Map<string, number>()
  for (const { value, tags: others } of operations) {
    const response = isObject(value.responses) ? value.responses[status] : undefined
    if (!isObject(response) || typeof response.$ref !== 'string') continue
    const weight = others.some(tag => tags.includes(tag)) ? operations.length : 1
    counts.set(response.$ref, (counts.get(response.$ref) ?? 0) + weight)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Whether a request without credentials is refused. */
export const isSecured = ({ security }: Operation): boolean =>
  security.length > 0 && security.every(requirement => Object.keys(requirement).length > 0)

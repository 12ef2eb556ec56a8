import { isDeepStrictEqual } from 'node:util'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { hasInputRules, type InputRules } from '../contract/input-rules.ts'
import { createRequestValidator, type Expected, type RequestValidator } from './request.ts'

/** Every rule that a contract with x-input may have. */
const STRICT: InputRules = {
  trim: true,
  emptyIsAbsent: ['query', 'form'],
  nullIsAbsent: true,
  closedQuery: true,
  singleKeys: true,
  canonicalIntegers: true,
  invalidPathId: 404,
  wellFormedText: true,
  maxBodyBytes: 65_536,
  emptyArrayIsObject: true,
  skipByteOrderMark: true,
}

/**
 * The response that the contract requires for a request; undefined if it does not determine one. A contract with x-input determines it for
 * every request. One without determines it only for requests that mean the same with all input rules and with none.
 */
export function createExpectation(
  document: OpenApiDocument,
): (...request: Parameters<RequestValidator['validate']>) => Expected | undefined {
  const { validate } = createRequestValidator(document)
  if (hasInputRules(document)) return validate
  const strict = createRequestValidator(document, STRICT)
  return (...request) => {
    const [, { headers = {} }] = request
    // Without x-input, it is undetermined whether encoded bodies are accepted.
    if (Object.keys(headers).some(name => name.toLowerCase() === 'content-encoding')) return undefined
    const [loose, other] = [validate(...request), strict.validate(...request)]
    return isDeepStrictEqual(meaningOf(loose), meaningOf(other)) ? relaxed(loose) : undefined
  }
}

/**
 * What a response can show: the status code if the request is refused, else the strings that are returned as sent. Values may be nested very
 * deeply.
 */
const meaningOf = (expected: Expected): unknown =>
  expected.accepted
    ? Object.entries(expected.values).filter(([, value]) => typeof value === 'string')
    : expected.statuses

/** Without x-input, the status code for a refused body or a foreign id, and the names of fields, are undetermined as well. */
function relaxed(expected: Expected): Expected {
  if (expected.accepted) return expected
  const alike = expected.statuses.flatMap(status =>
    status === 403 ? [403, 404] : [400, 415, 422].includes(status) ? [status, 400, 422] : [status],
  )
  return { accepted: false, statuses: [...new Set(alike)], why: expected.why }
}

import type { IHttpRequest } from '@stoplight/prism-http'
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js'
import { ApiError } from '../../server/http/errors.ts'
import type { Preference, PrismOperation } from './prism.ts'

/**
 * Parses `Prefer: code=404, example=name` (RFC 7240) as Prism does, and ignores other preferences. Throws 400 for a response
 * or example that the operation does not have, so that a typo does not look like a response of the API.
 */
export function preferenceOf(operation: PrismOperation, header: string | undefined): Preference {
  if (header === undefined) return {}
  const refuse = (reason: string) =>
    new ApiError(
      400,
      'malformed_request',
      `Prefer: ${reason} ${nameOf(operation)} declares ${availableResponses(operation)}.`,
    )
  const request: IHttpRequest = { method: 'get', url: { path: operation.path }, headers: { prefer: header } }
  const parsed = getHttpConfigFromRequest(request)
  if (parsed._tag === 'Left') throw refuse('code must be a status code and example the name of an example.')
  const { code, exampleKey, dynamic, seed } = parsed.right
  if (dynamic !== undefined || seed !== undefined)
    throw refuse('dynamic and seed are not supported, because random values violate the contract.')
  const response = responseFor(operation, code)
  if (!response) throw refuse(`code=${code} is not declared.`)
  if (exampleKey !== undefined && !examplesOf(response).includes(exampleKey)) {
    throw refuse(`${response.code} has no example ${exampleKey}.`)
  }
  return { ...(code !== undefined && { code }), ...(exampleKey !== undefined && { exampleKey }) }
}

/** The declared response for a status code. Without a code, the successful response. */
export function responseFor({ responses }: PrismOperation, code: number | undefined) {
  const named = (name: string) => responses.find(response => response.code.toUpperCase() === name)
  if (code !== undefined) return named(String(code)) ?? named(`${String(code)[0]}XX`) ?? named('DEFAULT')
  return responses.find(response => response.code.startsWith('2')) ?? named('DEFAULT') ?? responses[0]
}

/** The operationId, or method and path. */
export const nameOf = ({ iid, method, path }: PrismOperation): string => iid ?? `${method.toUpperCase()} ${path}`

/** The responses of an operation with their examples, such as `200 (me), 401 (unauthenticated)`. */
const availableResponses = ({ responses }: PrismOperation): string =>
  responses
    .map(response =>
      [response.code, ...[examplesOf(response).join(', ')].filter(Boolean).map(names => `(${names})`)].join(' '),
    )
    .join(', ')

const examplesOf = ({ contents = [] }: PrismOperation['responses'][number]): string[] =>
  contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key))

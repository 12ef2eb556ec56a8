import type { IHttpRequest } from '@stoplight/prism-http'
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js'
import { ApiError } from '../server/http/errors.ts'
import type { Preference, PrismOperation } from './prism.ts'

/**
 * Reads `Prefer: code=404, example=name` (RFC 7240) as Prism does. Other preferences are not for the mock.
 * Throws 400 for a response or example that the operation does not have: a slip must not look like an answer of the API.
 */
export function preferenceOf(operation: PrismOperation, header: string | undefined): Preference {
  if (header === undefined) return {}
  const refuse = (reason: string) =>
    new ApiError(400, 'malformed_request', `Prefer: ${reason} ${nameOf(operation)} answers ${offer(operation)}.`)
  const request: IHttpRequest = { method: 'get', url: { path: operation.path }, headers: { prefer: header } }
  const parsed = getHttpConfigFromRequest(request)
  if (parsed._tag === 'Left') throw refuse('the code must be a status and the example a name.')
  const { code, exampleKey, dynamic, seed } = parsed.right
  if (dynamic !== undefined || seed !== undefined) throw refuse('values made up at random break the contract.')
  const response = responseFor(operation, code)
  if (!response) throw refuse(`code=${code} is not declared.`)
  if (exampleKey !== undefined && !examplesOf(response).includes(exampleKey)) {
    throw refuse(`${response.code} has no example ${exampleKey}.`)
  }
  return { ...(code !== undefined && { code }), ...(exampleKey !== undefined && { exampleKey }) }
}

/** The declared response for a status; for none the success. */
export function responseFor({ responses }: PrismOperation, code: number | undefined) {
  const named = (name: string) => responses.find(response => response.code.toUpperCase() === name)
  if (code !== undefined) return named(String(code)) ?? named(`${String(code)[0]}XX`) ?? named('DEFAULT')
  return responses.find(response => response.code.startsWith('2')) ?? named('DEFAULT') ?? responses[0]
}

/** operationId, or method and path. */
export const nameOf = ({ iid, method, path }: PrismOperation): string => iid ?? `${method.toUpperCase()} ${path}`

/** What an operation can be asked for: `200 (me), 401 (unauthenticated)`. */
const offer = ({ responses }: PrismOperation): string =>
  responses
    .map(response =>
      [response.code, ...[examplesOf(response).join(', ')].filter(Boolean).map(names => `(${names})`)].join(' '),
    )
    .join(', ')

const examplesOf = ({ contents = [] }: PrismOperation['responses'][number]): string[] =>
  contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key))

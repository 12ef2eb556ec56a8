import { ApiError, type ApiErrorDetails } from './api-error.ts'
import { fileName } from './file-name.ts'
import { kindOf } from './kind-of.ts'
import type { ParseAs } from './operation-types.ts'
import { commonResponses, declaredHeaders, type Operation } from './operations.gen.ts'
import { retryAfter } from './retry-after.ts'

/** The result of a call to any operation; `Result` is its type for one operation. */
export interface AnyResult {
  status: number
  data: unknown
  error: ErrorBody | undefined
  fileName: string | undefined
  readonly headers: Record<string, string | number>
  response: Response
}

type ErrorBody = Pick<ApiErrorDetails, 'code' | 'errors'> & { message: string }

/**
 * Reads a response as the contract declares it for its status. Throws an ApiError `bad_response` if it differs from that, and quotes
 * nothing of it, because it may contain a token.
 */
export async function readResponse(
  response: Response,
  operation: Operation,
  where: string,
  parseAs: ParseAs | undefined,
): Promise<AnyResult> {
  const { status } = response
  const refuse = (what: string) => badResponse(response, `${where} returned ${status}${what}`)
  // Not `??`, because null means that the response has no body.
  const expected = operation.responses[status] === undefined ? commonResponses[status] : operation.responses[status]
  if (expected === undefined) throw refuse(', which is not in the contract')
  const isSuccess = status < 300
  const isBytes = typeof expected === 'string'
  if (isBytes && !response.headers.get('Content-Type')?.toLowerCase().startsWith(expected))
    throw refuse(` without the media type ${expected}`)
  const readAs = (isSuccess && parseAs) || (isBytes ? 'blob' : 'json')
  let body: unknown
  if (readAs === 'stream') body = response.body
  else if (readAs !== 'json') body = await response[readAs]()
  else if (expected !== null) {
    const json = await jsonOf(response)
    if (json === undefined) throw refuse(' without valid JSON')
    if (!isBytes)
      for (const name in expected)
        if (kindOf(json?.[name]) !== kindOf(expected[name])) throw refuse(` without a valid "${name}"`)
    body = json
  }
  return {
    status,
    data: isSuccess ? body : undefined,
    error: status < 400 ? undefined : (body as ErrorBody),
    fileName: isBytes ? fileName(response.headers) : undefined,
    get headers() {
      return typedHeaders(response.headers)
    },
    response,
  }
}

/** Undefined if the body is not JSON; rejects if the connection breaks. Reading by `text` and parsing would be slower. */
async function jsonOf(response: Response): Promise<Record<string, unknown> | undefined> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error
  }
}

function typedHeaders(headers: Headers): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const [name, type] of Object.entries(declaredHeaders)) {
    const value = headers.get(name)
    if (value !== null) found[name] = type(value)
  }
  return found
}

function badResponse(response: Response, message: string): ApiError {
  // Frees the connection. Fails if the body has been read already.
  response.body?.cancel().catch(() => {})
  return new ApiError(message, { status: 0, code: 'bad_response', ...detailsIn(response.headers) })
}

/** The error details that any response gives in its headers. */
const detailsIn = (headers: Headers): Pick<ApiErrorDetails, 'requestId' | 'retryAfter'> => ({
  requestId: headers.get('X-Request-Id') ?? undefined,
  retryAfter: retryAfter(headers),
})

/** Turns a response that is not 2xx into an error to throw. */
export function toApiError({ status, error, response }: AnyResult, where: string): ApiError {
  const { code = 'not_modified' as const, message = 'Not modified.', errors } = error ?? {}
  const details = { status, code, errors, ...detailsIn(response.headers) }
  return new ApiError(`${where} returned ${status} ${code}: ${message}`, details)
}

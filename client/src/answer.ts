import { ApiError, type ApiErrorDetails } from './api-error.ts'
import { fileName } from './file-name.ts'
import { always, declaredHeaders, type Operation } from './operations.gen.ts'
import type { ParseAs } from './result.ts'
import { retryAfter } from './retry-after.ts'

/** What a call comes to at run time; `Result` is its type for an operation. */
export interface Answer {
  status: number
  data: unknown
  error: ErrorBody | undefined
  fileName: string | undefined
  readonly headers: Record<string, string | number>
  response: Response
}

type ErrorBody = Pick<ApiErrorDetails, 'code' | 'errors'> & { message: string }

/** Reads a response by what the contract declares for its status; throws an ApiError `bad_answer` for one that is not so. */
export async function read(
  response: Response,
  operation: Operation,
  where: string,
  parseAs: ParseAs | undefined,
): Promise<Answer> {
  const { status } = response
  const refuse = (what: string) => badAnswer(response, `${where} answered ${status}${what}`)
  // Null stands for no body, so not `??`.
  const expected = operation.answers[status] === undefined ? always[status] : operation.answers[status]
  if (expected === undefined) {
    const to = response.headers.get('Location')
    throw refuse(`${to ? ` to ${to}` : ''}, which is not in the contract`)
  }
  const isGood = status < 300
  const isBytes = typeof expected === 'string'
  if (isBytes) {
    const type = response.headers.get('Content-Type')
    if (!type?.toLowerCase().startsWith(expected)) throw refuse(` with ${type}, not ${expected}`)
  }
  let body: unknown
  if (isGood && parseAs) body = parseAs === 'stream' ? response.body : await response[parseAs]()
  else if (isBytes) body = await response.blob()
  else if (expected) {
    const json = await jsonOf(response)
    // Without its text, which may hold a token.
    for (const name in expected)
      if (kindOf(json?.[name]) !== kindOf(expected[name])) throw refuse(` with JSON that lacks a good "${name}"`)
    body = json
  }
  return {
    status,
    data: isGood ? body : undefined,
    error: status < 400 ? undefined : (body as ErrorBody),
    fileName: isBytes ? fileName(response.headers) : undefined,
    get headers() {
      return typed(response.headers)
    },
    response,
  }
}

/** Undefined for what is not JSON; rejects when the connection breaks. Not by `text`, which costs more than it seems. */
async function jsonOf(response: Response): Promise<Record<string, unknown> | undefined> {
  try {
    return (await response.json()) as Record<string, unknown>
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error
  }
}

/** Such as `[object Array]`, which tells arrays and null from objects (ECMA-262, 20.1.3.6). */
const kindOf = (value: unknown): string => ({}).toString.call(value)

function typed(headers: Headers): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const [name, type] of Object.entries(declaredHeaders)) {
    const value = headers.get(name)
    if (value !== null) found[name] = type(value)
  }
  return found
}

function badAnswer(response: Response, message: string): ApiError {
  // So that the connection is free again; it fails for a body that has been read.
  response.body?.cancel().catch(() => {})
  return new ApiError(message, { status: 0, code: 'bad_answer', ...told(response.headers) })
}

/** What headers say of any answer. */
const told = (headers: Headers): Pick<ApiErrorDetails, 'requestId' | 'retryAfter'> => ({
  requestId: headers.get('X-Request-Id') ?? undefined,
  retryAfter: retryAfter(headers),
})

/** An answer that is no success, as an error to throw. */
export function toApiError({ status, error, response }: Answer, where: string): ApiError {
  const { code = 'not_modified' as const, message = 'Not modified.', errors } = error ?? {}
  const details = { status, code, errors, ...told(response.headers) }
  return new ApiError(`${where} answered ${status} ${code}: ${message}`, details)
}

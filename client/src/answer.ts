import { ApiError, type ApiErrorDetails } from './api-error.ts'
import { fileName } from './file-name.ts'
import { always, type Body, declaredHeaders, type Operation } from './operations.gen.ts'
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
  const { status, headers } = response
  const expected = operation.answers[status] ?? always[status]
  if (expected === undefined) {
    // So that the connection is free again.
    response.body?.cancel().catch(() => {})
    const to = headers.get('Location')
    throw badAnswer(where, `answered ${status}${to ? `, to ${to},` : ''} which is not in the contract`, headers)
  }
  const body = await bodyOf(response, expected, where, parseAs)
  return {
    status,
    data: response.ok ? body : undefined,
    error: status < 400 ? undefined : (body as ErrorBody),
    fileName: response.ok ? fileName(headers) : undefined,
    get headers() {
      return typed(headers)
    },
    response,
  }
}

async function bodyOf(
  response: Response,
  expected: Body,
  where: string,
  parseAs: ParseAs | undefined,
): Promise<unknown> {
  if (expected === null) return undefined
  const { headers, ok, status } = response
  const refuse = (what: string) => badAnswer(where, `answered ${status} with ${what}`, headers)
  const type = headers.get('Content-Type')
  if (typeof expected === 'string' && !type?.toLowerCase().startsWith(expected))
    throw refuse(`${type}, not ${expected}`)
  if (ok && parseAs) return parseAs === 'stream' ? response.body : response[parseAs]()
  if (typeof expected === 'string') return response.blob()
  const body = parsed(await response.text())
  // Without its text, which may hold a token.
  for (const [name, sample] of Object.entries(expected))
    if (kindOf(body?.[name]) !== kindOf(sample)) throw refuse(`JSON that lacks a good "${name}"`)
  return body
}

// biome-ignore lint/suspicious/noExplicitAny: JSON may be anything
function parsed(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

function typed(headers: Headers): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const [name, type] of Object.entries(declaredHeaders)) {
    const value = headers.get(name)
    if (value !== null) found[name] = type(value)
  }
  return found
}

const badAnswer = (where: string, what: string, headers: Headers): ApiError =>
  new ApiError(`${where} ${what}`, { status: 0, code: 'bad_answer', ...told(headers) })

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

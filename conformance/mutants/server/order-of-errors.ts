import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { BODIES, operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'

type Instead = Parameters<typeof refusal> extends [Response, ...infer Rest] ? Rest : never

/** Checks something earlier than a check that must come first, whose response has one of `statuses`. */
const early = (
  name: string,
  statuses: readonly number[],
  instead: (request: Request, body: string) => Instead | undefined,
): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    const body = await request.clone().text()
    const response = await fetch(request)
    const found = statuses.includes(response.status) ? instead(request, body) : undefined
    return found ? counted(refusal(response, ...found)) : response
  },
})

/** Uses the token of the first account to check requests without a token. */
const beforeToken = (name: string, status: number, code: Instead[1], field?: string): ServerMutant => ({
  name,
  fetch:
    (fetch, { tokenOf }) =>
    async request => {
      const response = await fetch(request)
      if (response.status !== 401 || request.method !== 'GET') return response
      const headers = { authorization: `Bearer ${await tokenOf(0)}` }
      const checked = await fetch(new Request(request.url, { headers }))
      if (checked.status !== status) return response
      return counted(refusal(response, status, code, field === undefined ? {} : required(field)))
    },
})

/** Adds the headers of a known caller, so that only the order is wrong. */
function counted(response: Response): Response {
  if (response.status === 401 || response.headers.has('x-ratelimit-limit')) return response
  response.headers.set('x-ratelimit-limit', '60')
  response.headers.set('x-ratelimit-remaining', '59')
  return response
}

const required = (field: string) => ({ errors: { [field]: [`The ${field} field is required.`] } })

const takesBody = (request: Request) => BODIES.includes(operationOf(request) ?? 'getMe')
const isTo = (request: Request, id: string) => operationOf(request) === id
const hasType = ({ headers }: Request) =>
  /^application\/(json|x-www-form-urlencoded)/i.test(headers.get('content-type') ?? '')
const hasOtherType = (request: Request, body: string) => takesBody(request) && body !== '' && !hasType(request)
const isMalformed = (request: Request, body: string) =>
  takesBody(request) && body !== '' && hasType(request) && !isJson(body)
const hasBadKey = ({ headers }: Request) =>
  !/^(?!""$)(?:"[ -~]{1,255}"|[ -~]{1,255})$/.test(headers.get('idempotency-key') ?? 'none')

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a body is an object whose field is not a string. */
function lacksText(body: string, field: string): boolean {
  if (!isJson(body)) return false
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[field] !== 'string'
}

export const orderOfErrors: readonly ServerMutant[] = [
  early('checks the media type before the token', [401], (request, body) =>
    hasOtherType(request, body) ? [415, 'unsupported_media_type'] : undefined,
  ),
  early('parses the body before checking the token', [401], (request, body) =>
    isMalformed(request, body) ? [400, 'malformed_body'] : undefined,
  ),
  early('measures the body before checking the token', [401], (request, body) =>
    takesBody(request) && body.length > 65_536 ? [413, 'body_too_large'] : undefined,
  ),
  early('checks fields before the token', [401], (request, body) =>
    isTo(request, 'createTicket') && lacksText(body, 'subject')
      ? [422, 'validation_failed', required('subject')]
      : undefined,
  ),
  early('checks the Idempotency-Key before the token', [401], request =>
    isTo(request, 'createTicket') && hasBadKey(request)
      ? [422, 'validation_failed', required('idempotency_key')]
      : undefined,
  ),
  beforeToken('checks the query before the token', 422, 'validation_failed', 'status'),
  beforeToken('checks existence before the token', 404, 'not_found'),
  beforeToken('checks ownership before the token', 403, 'forbidden'),
  early('checks fields before ownership of a ticket', [403, 404], (request, body) =>
    isTo(request, 'replyToTicket') && lacksText(body, 'body')
      ? [422, 'validation_failed', required('body')]
      : undefined,
  ),
  early('parses the body before checking ownership', [403, 404], (request, body) =>
    isMalformed(request, body) ? [400, 'malformed_body'] : undefined,
  ),
  early('checks the media type before ownership', [403, 404], (request, body) =>
    hasOtherType(request, body) ? [415, 'unsupported_media_type'] : undefined,
  ),
  early('checks the Idempotency-Key before ownership', [403, 404], request =>
    hasBadKey(request) ? [422, 'validation_failed', required('idempotency_key')] : undefined,
  ),
  early('checks the Idempotency-Key before the media type', [415], request =>
    hasBadKey(request) ? [422, 'validation_failed', required('idempotency_key')] : undefined,
  ),
  early('requires a token for a 404 on unknown paths', [404], request =>
    operationOf(request) === undefined && !request.headers.has('authorization')
      ? [401, 'unauthenticated', { isCounted: false }]
      : undefined,
  ),
  early('requires a token for a 405', [405], request =>
    request.headers.has('authorization') ? undefined : [401, 'unauthenticated', { isCounted: false }],
  ),
  early('checks the media type before the size', [413], request =>
    hasType(request) ? undefined : [415, 'unsupported_media_type'],
  ),
  early('parses the body before checking its media type', [415], (request, body) =>
    takesBody(request) && !isJson(body) && !hasType(request) ? [400, 'malformed_body'] : undefined,
  ),
]

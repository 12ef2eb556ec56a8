import type { Plant } from '../../in-process/plant.ts'
import { BODIES, operationOf } from './build/operations.ts'
import { refusal } from './build/refusals.ts'

type Instead = Parameters<typeof refusal> extends [Response, ...infer Rest] ? Rest : never

/** Judges something about a request before what has to come first, which is answered by one of `statuses`. */
const early = (
  name: string,
  statuses: readonly number[],
  instead: (request: Request, body: string) => Instead | undefined,
): Plant => ({
  name,
  fetch: fetch => async request => {
    const body = await request.clone().text()
    const response = await fetch(request)
    const found = statuses.includes(response.status) ? instead(request, body) : undefined
    return found ? counted(refusal(response, ...found)) : response
  },
})

/** Says with the token of the first account what is wrong with the requests of those who have none. */
const beforeToken = (name: string, status: number, code: Instead[1], field?: string): Plant => ({
  name,
  fetch:
    (fetch, { tokenOf }) =>
    async request => {
      const response = await fetch(request)
      if (response.status !== 401 || request.method !== 'GET') return response
      const headers = { authorization: `Bearer ${await tokenOf(0)}` }
      const judged = await fetch(new Request(request.url, { headers }))
      if (judged.status !== status) return response
      return counted(refusal(response, status, code, field === undefined ? {} : required(field)))
    },
})

/** As if the caller had been known by then: nothing but the order is wrong. */
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

/** Whether a body is an object that has something else than a text there. */
function lacksText(body: string, field: string): boolean {
  if (!isJson(body)) return false
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[field] !== 'string'
}

export const orderOfErrors: readonly Plant[] = [
  early('judges the media type before the token', [401], (request, body) =>
    hasOtherType(request, body) ? [415, 'unsupported_media_type'] : undefined,
  ),
  early('parses a body before it looks for a token', [401], (request, body) =>
    isMalformed(request, body) ? [400, 'malformed_body'] : undefined,
  ),
  early('measures a body before it looks for a token', [401], (request, body) =>
    takesBody(request) && body.length > 65_536 ? [413, 'body_too_large'] : undefined,
  ),
  early('judges fields before the token', [401], (request, body) =>
    isTo(request, 'createTicket') && lacksText(body, 'subject')
      ? [422, 'validation_failed', required('subject')]
      : undefined,
  ),
  early('judges an Idempotency-Key before the token', [401], request =>
    isTo(request, 'createTicket') && hasBadKey(request)
      ? [422, 'validation_failed', required('idempotency_key')]
      : undefined,
  ),
  beforeToken('judges a query before the token', 422, 'validation_failed', 'status'),
  beforeToken('looks for the row before the token', 404, 'not_found'),
  beforeToken('looks whose row it is before the token', 403, 'forbidden'),
  early('judges fields before it looks whose ticket it is', [403, 404], (request, body) =>
    isTo(request, 'replyToTicket') && lacksText(body, 'body')
      ? [422, 'validation_failed', required('body')]
      : undefined,
  ),
  early('parses a body before it looks whose subscription it is', [403, 404], (request, body) =>
    isMalformed(request, body) ? [400, 'malformed_body'] : undefined,
  ),
  early('judges the media type before it looks whose row it is', [403, 404], (request, body) =>
    hasOtherType(request, body) ? [415, 'unsupported_media_type'] : undefined,
  ),
  early('judges an Idempotency-Key before it looks whose row it is', [403, 404], request =>
    hasBadKey(request) ? [422, 'validation_failed', required('idempotency_key')] : undefined,
  ),
  early('judges an Idempotency-Key before the media type', [415], request =>
    hasBadKey(request) ? [422, 'validation_failed', required('idempotency_key')] : undefined,
  ),
  early('needs a token to say that a path is unknown', [404], request =>
    operationOf(request) === undefined && !request.headers.has('authorization')
      ? [401, 'unauthenticated', { isCounted: false }]
      : undefined,
  ),
  early('needs a token to say that a method is wrong', [405], request =>
    request.headers.has('authorization') ? undefined : [401, 'unauthenticated', { isCounted: false }],
  ),
  early('judges the media type before the size', [413], request =>
    hasType(request) ? undefined : [415, 'unsupported_media_type'],
  ),
  early('parses a body before it judges its media type', [415], (request, body) =>
    takesBody(request) && !isJson(body) && !hasType(request) ? [400, 'malformed_body'] : undefined,
  ),
]

import type { components } from '../../../../client/src/types.gen.ts'
import type { ServerMutant } from '../../../in-process/server-mutant.ts'

type ErrorCode = components['schemas']['ErrorCode']

/** Headers that only certain responses have. */
const OWN = ['www-authenticate', 'retry-after', 'x-ratelimit-reset', 'location', 'etag', 'content-disposition', 'allow']
const COUNTED = ['x-ratelimit-limit', 'x-ratelimit-remaining']

/**
 * A refusal that replaces a response, complete with its headers.
 * @param isCounted whether the caller is known, so that rate limit headers are included
 */
export function refusal(
  { headers: given }: Response,
  status: number,
  code: ErrorCode,
  { errors, isCounted = true }: { errors?: Record<string, string[]>; isCounted?: boolean } = {},
): Response {
  const headers = new Headers(given)
  for (const name of [...OWN, ...(isCounted ? [] : COUNTED)]) headers.delete(name)
  headers.set('content-type', 'application/json')
  headers.set('cache-control', 'no-store')
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  const message = errors ? (Object.values(errors)[0]?.[0] ?? '') : code.replaceAll('_', ' ')
  return new Response(JSON.stringify({ message, code, ...(errors && { errors }) }), { status, headers })
}

/** Refuses some requests with a valid token, without performing them. */
export const refuses = (
  name: string,
  code: ErrorCode,
  status: number,
  when: (request: Request) => boolean | Promise<boolean>,
): ServerMutant => ({
  name,
  fetch: fetch => async request => {
    if (!(await when(request))) return fetch(request)
    const me = await fetch(new Request(new URL('/api/v1/me', request.url), { headers: request.headers }))
    return me.ok ? refusal(me, status, code) : fetch(request)
  },
})

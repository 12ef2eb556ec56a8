import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { refusal } from './build/refusals.ts'
import { header, responses, status, withStatus } from './build/responses.ts'

export const rateLimits: readonly ServerMutant[] = [
  responses(
    'does not count requests',
    ({ status }) => status < 429,
    ({ headers }) => {
      const limit = headers.get('x-ratelimit-limit')
      if (limit !== null) headers.set('x-ratelimit-remaining', String(Number(limit) - 1))
    },
  ),
  responses(
    'leaves the current request out of the count',
    ({ status }) => status < 429,
    ({ headers }) => {
      const remaining = headers.get('x-ratelimit-remaining')
      if (remaining !== null) headers.set('x-ratelimit-remaining', String(Number(remaining) + 1))
    },
  ),
  {
    name: 'counts all users together',
    fetch: fetch => {
      let count = 0
      return async request => {
        const response = await fetch(request)
        const limit = response.headers.get('x-ratelimit-limit')
        if (limit === null || response.status === 429) return response
        const headers = new Headers(response.headers)
        headers.set('x-ratelimit-remaining', String(Math.max(0, Number(limit) - ++count)))
        return new Response(response.body, { status: response.status, headers })
      }
    },
  },
  {
    name: 'counts each token separately',
    fetch: fetch => {
      const counts = new Map<string, number>()
      return async request => {
        const token = request.headers.get('authorization') ?? ''
        const response = await fetch(request)
        const limit = response.headers.get('x-ratelimit-limit')
        if (limit === null || response.status === 429) return response
        counts.set(token, (counts.get(token) ?? 0) + 1)
        const headers = new Headers(response.headers)
        headers.set('x-ratelimit-remaining', String(Math.max(0, Number(limit) - (counts.get(token) ?? 0))))
        return new Response(response.body, { status: response.status, headers })
      }
    },
  },
  {
    name: 'counts only successful requests',
    fetch: fetch => {
      const failed = new Map<string, number>()
      return async request => {
        const token = request.headers.get('authorization') ?? ''
        const response = await fetch(request)
        const remaining = response.headers.get('x-ratelimit-remaining')
        if (remaining === null || response.status === 429) return response
        if (!response.ok) failed.set(token, (failed.get(token) ?? 0) + 1)
        const headers = new Headers(response.headers)
        headers.set('x-ratelimit-remaining', String(Number(remaining) + (failed.get(token) ?? 0)))
        return new Response(response.body, { status: response.status, headers })
      }
    },
  },
  header('sends the reset in milliseconds', withStatus(429), 'x-ratelimit-reset', seconds => `${seconds}000`),
  header('sends a reset in the past', withStatus(429), 'x-ratelimit-reset', '0'),
  header('sends an hour as Retry-After', withStatus(429), 'retry-after', '3600'),
  header('sends 1 remaining with 429', withStatus(429), 'x-ratelimit-remaining', '1'),
  status(
    'returns 200 above the login limit',
    ({ operation, status }) => operation === 'createToken' && status === 429,
    200,
  ),
  {
    name: 'does not limit logins',
    deps: ({ settings }) => ({ settings: { ...settings, loginRateLimit: 1_000_000 } }),
  },
  {
    name: 'does not limit users',
    deps: ({ settings }) => ({ settings: { ...settings, rateLimit: 1_000_000 } }),
  },
  {
    name: 'adds rate limit headers to public requests',
    fetch: fetch => async request => {
      const response = await fetch(request)
      if (response.headers.has('x-ratelimit-limit') || response.status >= 500) return response
      const headers = new Headers(response.headers)
      headers.set('x-ratelimit-limit', '60')
      headers.set('x-ratelimit-remaining', '59')
      return new Response(response.body, { status: response.status, headers })
    },
  },
  {
    name: 'returns 401 instead of 429',
    fetch: fetch => async request => {
      const response = await fetch(request)
      return response.status === 429 ? refusal(response, 401, 'unauthenticated', { isCounted: false }) : response
    },
  },
]

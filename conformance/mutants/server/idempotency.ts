import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf, WRITES } from './build/operations.ts'
import { refusal } from './build/refusals.ts'
import { requests } from './build/requests.ts'
import { header, on, responses, textOf } from './build/responses.ts'
import { params, sql } from './build/sql.ts'

const KEEP = 'UPDATE idempotency_keys SET status = :status'
const CLAIM = 'INSERT INTO idempotency_keys'
const ALL = 'idempotency_keys'
const HOUR = 60 * 60 * 1000

const toIsoSeconds = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** Identifies a key by user, path and value. */
const keyOf = ({ url, headers }: Request) =>
  `${headers.get('authorization')} ${new URL(url).pathname} ${headers.get('idempotency-key')}`

const isKeyed = (request: Request) =>
  WRITES.includes(operationOf(request) ?? 'getMe') && request.headers.has('idempotency-key')

export const idempotency: readonly ServerMutant[] = [
  requests('ignores Idempotency-Key', WRITES, ({ headers }) => headers.delete('idempotency-key')),
  requests('ignores the Idempotency-Key of a reply', 'replyToTicket', ({ headers }) =>
    headers.delete('idempotency-key'),
  ),
  {
    name: 'repeats the operation on a replay',
    fetch: fetch => async request => {
      const again = new Request(request.clone())
      again.headers.delete('idempotency-key')
      const response = await fetch(request)
      if (response.headers.has('idempotent-replayed')) await fetch(again)
      return response
    },
  },
  {
    name: 'replays a response to a different body',
    fetch: fetch => {
      const first = new Map<string, Response>()
      return async request => {
        const key = keyOf(request)
        const response = await fetch(request)
        if (!isKeyed(request)) return response
        if (response.ok) first.set(key, response.clone())
        const { code } = response.ok ? {} : ((await response.clone().json()) as { code?: string })
        const kept = code === 'idempotency_key_reused' ? first.get(key)?.clone() : undefined
        if (!kept) return response
        const headers = new Headers([...kept.headers, ...response.headers, ['idempotent-replayed', 'true']])
        for (const name of ['content-type', 'location'])
          if (kept.headers.has(name)) headers.set(name, kept.headers.get(name) ?? '')
        for (const name of [
          'x-request-id',
          'cache-control',
          'x-content-type-options',
          'x-ratelimit-limit',
          'x-ratelimit-remaining',
        ])
          headers.set(name, response.headers.get(name) ?? '')
        return new Response(kept.body, { status: kept.status, headers })
      }
    },
  },
  params('replays without Location', KEEP, () => ({ location: null })),
  params('replays with 200', KEEP, () => ({ status: 200 })),
  params('replays an empty object', KEEP, () => ({ body: '{}' })),
  params('replays another Location', KEEP, ({ location }) => ({
    location: typeof location === 'string' ? location.replace(/\d+$/, '1') : null,
  })),
  sql(
    'shares keys between users',
    ['client_id = :client_id AND user_id = :user_id AND method', 'user_id > -:user_id AND method'],
    [
      'VALUES (:client_id, :user_id, :method',
      'VALUES ((SELECT min(id) FROM clients WHERE id > -:client_id), (SELECT min(id) FROM users WHERE id > -:user_id), :method',
    ],
  ),
  params('shares keys between paths', ALL, ({ path }) => (path === undefined ? {} : { path: '/' })),
  params('truncates keys to 32 characters', ALL, ({ key }) =>
    typeof key === 'string' ? { key: key.slice(0, 32) } : {},
  ),
  params('ignores the case of keys', ALL, ({ key }) => (typeof key === 'string' ? { key: key.toLowerCase() } : {})),
  params('keeps keys for an hour', ALL, ({ expired }) =>
    typeof expired === 'string' ? { expired: toIsoSeconds(Date.parse(expired) + 23 * HOUR) } : {},
  ),
  params('keeps keys forever', ALL, ({ expired }) =>
    expired === undefined ? {} : { expired: '1970-01-01T00:00:00Z' },
  ),
  params('does not keep responses', CLAIM, ({ now, expired }) => ({ now: expired ?? now })),
  {
    name: 'keeps the key of a failed request',
    fetch: fetch => {
      const failed = new Set<string>()
      return async request => {
        const key = keyOf(request)
        const response = await fetch(request.clone())
        if (!isKeyed(request) || response.status === 401 || response.status === 403) return response
        if (!response.ok) failed.add(key)
        else if (failed.has(key)) {
          const message = 'This Idempotency-Key was used with a different request.'
          return refusal(response, 422, 'idempotency_key_reused', { errors: { idempotency_key: [message] } })
        }
        return response
      }
    },
  },
  {
    name: 'replays refusals',
    fetch: fetch => {
      const refused = new Map<string, Response>()
      return async request => {
        const key = keyOf(request)
        const kept = isKeyed(request) ? refused.get(key) : undefined
        if (kept) return kept.clone()
        const response = await fetch(request)
        if (isKeyed(request) && response.status === 422) refused.set(key, response.clone())
        return response
      }
    },
  },
  responses('returns 409 for a key with another body', on(WRITES, 422), response => {
    if (response.body && textOf(response.body).includes('idempotency_key_reused')) response.status = 409
  }),
  header('does not mark replays of a pause', on('pauseSubscription'), 'idempotent-replayed', undefined),
  {
    name: 'replays the request id',
    fetch: fetch => {
      const first = new Map<string, string>()
      return async request => {
        const key = keyOf(request)
        const response = await fetch(request)
        const id = response.headers.get('x-request-id') ?? ''
        if (!response.headers.has('idempotent-replayed')) first.set(key, id)
        const headers = new Headers(response.headers)
        headers.set('x-request-id', first.get(key) ?? id)
        return new Response(response.body, { status: response.status, headers })
      }
    },
  },
]

import { mockUsers } from '../../../mock/world/seed.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME } from '../../support/app.ts'

/** One request of the conversation. */
export interface Step {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  /** What the database does during this request instead of its work. */
  fault?: 'error' | 'busy'
  /** Milliseconds that pass before the request. */
  after?: number
}

interface Call {
  method: string
  path: string
  json?: Record<string, string>
  isPublic?: boolean
  isList?: boolean
}

const POST = 'POST'
const TICKET = { subject: 'Disk full', body: 'On web-3.' }

/** A request to each operation that succeeds. `{id}` stands for the ID of a record of the client. */
const CALLS: readonly (Call & { own?: number; foreign?: number })[] = [
  {
    method: POST,
    path: '/api/v1/auth/token',
    json: { email: ACME, password: DEMO_PASSWORD, name: 'CI' },
    isPublic: true,
  },
  { method: 'GET', path: '/api/v1/me' },
  { method: 'GET', path: '/api/v1/invoices', isList: true },
  { method: 'GET', path: '/api/v1/invoices/{id}', own: 112, foreign: 105 },
  { method: 'GET', path: '/api/v1/invoices/{id}/pdf', own: 112, foreign: 105 },
  { method: 'GET', path: '/api/v1/tickets', isList: true },
  { method: POST, path: '/api/v1/tickets', json: TICKET },
  { method: 'GET', path: '/api/v1/tickets/{id}', own: 203, foreign: 206 },
  { method: POST, path: '/api/v1/tickets/{id}/reply', own: 203, foreign: 206, json: { body: 'Any news?' } },
  { method: 'GET', path: '/api/v1/subscriptions', isList: true },
  { method: POST, path: '/api/v1/subscriptions/{id}/pause', own: 31, foreign: 35, json: { resume_at: '2026-12-24' } },
  { method: POST, path: '/api/v1/subscriptions/{id}/resume', own: 31, foreign: 35 },
  { method: POST, path: '/api/v1/subscriptions/{id}/cancel', own: 31, foreign: 35, json: { reason: 'Moved' } },
  { method: POST, path: '/api/v1/auth/revoke' },
]

const token = mockUsers[0]?.token
const MINUTE = 60_000
const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

function step({ method, path, json, isPublic }: Call, headers: Record<string, string> = {}): Step {
  return {
    method,
    path,
    headers: { ...(!isPublic && { Authorization: `Bearer ${token}` }), ...(json && JSON_TYPE), ...headers },
    ...(json && { body: JSON.stringify(json) }),
  }
}

const get = (path: string, headers?: Record<string, string>) => step({ method: 'GET', path }, headers)

function* stepsOf({ own, foreign, ...call }: (typeof CALLS)[number]): Generator<Step> {
  const pathWith = (id: number | undefined) => call.path.replace('{id}', String(id))
  const good = { ...call, path: pathWith(own) }
  const ok = step(good)
  // First all that changes nothing, in a new window of the rate limit.
  yield { ...ok, fault: 'busy', after: MINUTE }
  yield { ...ok, fault: 'error' }
  if (!call.isPublic) yield step(good, { Authorization: 'Bearer 1|wrong' })
  if (foreign !== undefined) for (const id of [foreign, 999_999]) yield step({ ...call, path: pathWith(id) })
  yield { ...ok, method: 'PUT' }
  yield { ...ok, method: 'OPTIONS' }
  const origin = { Origin: 'http://localhost:5173' }
  yield {
    method: 'OPTIONS',
    path: good.path,
    headers: {
      ...origin,
      'Access-Control-Request-Method': call.method,
      'Access-Control-Request-Headers': 'authorization, prefer',
    },
  }
  if (call.method === 'GET') {
    yield { ...ok, method: 'HEAD' }
    yield step(good, { ...origin })
    if (call.isList) for (const query of QUERIES) yield get(good.path + query)
    return
  }
  if (call.json) {
    yield { ...ok, body: '{"subject":' }
    yield { ...ok, body: '{}' }
    yield { ...ok, body: JSON.stringify(Object.fromEntries(Object.keys(call.json).map(name => [name, 7]))) }
    yield { ...ok, body: JSON.stringify({ body: 'x'.repeat(70_000) }) }
    yield { ...ok, headers: { ...ok.headers, 'Content-Type': 'text/plain' } }
    yield { ...ok, headers: { ...ok.headers, ...FORM_TYPE }, body: 'unknown=1' }
  }
  const keyed = step(good, { 'Idempotency-Key': `key of ${good.path}` })
  // The third uses the key for a different request.
  yield keyed
  yield keyed
  yield { ...keyed, headers: { ...keyed.headers, ...JSON_TYPE }, body: '{"body":"Other","subject":"Other"}' }
  yield ok
  if (call.json) yield { ...ok, headers: { ...ok.headers, ...FORM_TYPE }, body: String(new URLSearchParams(call.json)) }
}

const QUERIES = [
  '?status=none',
  '?status=unpaid',
  '?status=overdue',
  '?status=open',
  '?status=paused',
  '?per_page=2',
  '?per_page=2&page=2',
  '?page=9',
  '?per_page=0',
  '?max_id=107',
  '?status=unpaid&per_page=1&max_id=112',
]

/** Every operation with each of its status codes but 429, and requests outside of the operations. */
export const conversation: readonly Step[] = [
  get('/healthz'),
  ...CALLS.flatMap(call => [...stepsOf(call)]),
  ...['/readyz', '/openapi.yaml', '/openapi.json', '/', '/api/v1/nothing', '/%zz'].map(path => get(path)),
  // The token of the requests above is revoked by now.
  ...[
    get('/api/v1/invoices/112/pdf', { 'If-None-Match': '*' }),
    // Two months later, time has changed what is due and paused.
    { ...get('/api/v1/invoices?status=overdue'), after: 60 * 24 * 60 * MINUTE },
    get('/api/v1/subscriptions'),
  ].map(each => ({ ...each, headers: { ...each.headers, Authorization: `Bearer ${mockUsers[1]?.token}` } })),
]

const login = step(CALLS[0] as Call)

/** Each operation with a 429, from a server that allows one request per minute. */
export const limitedConversation: readonly Step[] = [
  get('/api/v1/me'),
  login,
  ...CALLS.map(({ own, foreign: _, ...call }) => step({ ...call, path: call.path.replace('{id}', String(own)) })),
]

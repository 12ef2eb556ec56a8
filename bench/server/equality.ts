import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { TestData } from './data.ts'
import type { Program } from './process.ts'
import { type Prepared, startOnCopy } from './programs.ts'

/** Low enough to be reached, high enough for all requests before. */
const RATE_LIMIT = 40

interface Sent {
  name: string
  /** The status code that all must respond with. */
  status?: number | undefined
  path: string
  token?: string | undefined
  body?: string
  headers?: Record<string, string>
}

/** Requests that every server must respond to alike. */
function requestsOf({ token, email, password, invoiceId, foreignInvoiceId }: TestData): Sent[] {
  const list = (query: string, status = 200): Sent => ({
    name: `list ${query}`,
    status,
    path: `/api/v1/invoices${query}`,
    token,
  })
  const detail = (id: number | string, status: number): Sent => ({
    name: `invoice ${id}`,
    status,
    path: `/api/v1/invoices/${id}`,
    token,
  })
  const create = (name: string, status: number, body: object | string, headers = {}): Sent => ({
    name,
    status,
    path: '/api/v1/tickets',
    token,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  })
  const login = (name: string, status: number, body: object): Sent => ({
    name,
    status,
    path: '/api/v1/auth/token',
    body: JSON.stringify(body),
  })
  const ticket = { subject: 'API returns 500', body: 'Since 09:12 UTC.' }
  const key = { 'Idempotency-Key': 'one' }
  return [
    list(''),
    list('?per_page=25'),
    list('?per_page=25&page=2'),
    list('?status=overdue&per_page=25'),
    list('?status=overdue&page=2'),
    list('?status=void'),
    detail(invoiceId, 200),
    create('create', 201, ticket),
    create('create with all fields', 201, { ...ticket, priority: 'urgent', category: 'sales' }),
    create('create with a key', 201, ticket, key),
    create('the same again', 201, ticket, key),
    create('the key with another body', 422, { ...ticket, body: 'Another.' }, key),
    login('login', 200, { email, password, name: 'Laptop' }),
    login('wrong password', 422, { email, password: 'wrong' }),
    { name: 'no token', status: 401, path: '/api/v1/invoices' },
    { name: 'wrong token', status: 401, path: '/api/v1/invoices', token: token.replace('a', 'b') },
    { name: 'token before body', status: 401, path: '/api/v1/tickets', body: '{}' },
    detail(foreignInvoiceId, 403),
    detail(99_999_999, 404),
    detail('abc', 404),
    list('?status=unknown', 422),
    list('?per_page=0', 422),
    list('?per_page=101', 422),
    list('?page=abc', 422),
    list('?sort=total', 422),
    create('no subject', 422, { body: 'Text.' }),
    create('empty subject', 422, { ...ticket, subject: '' }),
    create('long subject', 422, { ...ticket, subject: 'x'.repeat(256) }),
    create('unknown priority', 422, { ...ticket, priority: 'none' }),
    create('unknown field', 422, { ...ticket, colour: 'red' }),
    create('malformed JSON', 400, '{"subject":'),
  ]
}

/** What a server did with all requests, without what differs between any two runs. */
interface Behaviour {
  name: string
  responses: Map<string, unknown>
  logged: unknown[]
}

/** Throws, naming every difference, unless all servers respond and log alike. */
export async function assertEqual(prepared: Prepared, programs: readonly Program[]): Promise<number> {
  const behaviours = await Promise.all(programs.map(program => observe(prepared, program)))
  const [first, ...others] = behaviours
  if (!first) return 0
  const differences = others.flatMap(other => differencesBetween(first, other))
  if (differences.length > 0) throw new Error(`the servers do not do the same work:\n${differences.join('\n')}`)
  return first.responses.size
}

async function observe(prepared: Prepared, program: Program): Promise<Behaviour> {
  let log = ''
  const settings = { LOG_LEVEL: 'info', RATE_LIMIT: String(RATE_LIMIT) } as const
  const server = await startOnCopy(prepared, program, settings, text => {
    log += text
  })
  const responses = new Map<string, unknown>()
  try {
    const requests = requestsOf(prepared.data)
    for (const request of requests) responses.set(request.name, await exchange(server.port, request))
    const untilLimited = requests.find(
      ({ status, path }) => status === 200 && path.endsWith(`/${prepared.data.invoiceId}`),
    )
    for (let turn = 0; turn < RATE_LIMIT && untilLimited; turn++) {
      responses.set(`rate limit ${turn}`, await exchange(server.port, { ...untilLimited, status: undefined }))
    }
    // Some write the line of a request after its response.
    for (let wait = 0; wait < 100 && entriesOf(log).length < responses.size; wait++) await setTimeout(10)
  } finally {
    await server.stop()
  }
  return { name: program.name, responses, logged: entriesOf(log) }
}

async function exchange(port: number, { path, token, body, headers, status }: Sent): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  if (status !== undefined && response.status !== status)
    throw new Error(`${path}: status ${response.status} instead of ${status}: ${await response.text()}`)
  const sent = JSON.parse(stable(await response.text()))
  return { status: response.status, body: sent, headers: stableHeaders(response.headers) }
}

/** Hides times of this run and random values. */
const stable = (text: string) =>
  text
    .replaceAll(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/g, time =>
      Date.now() - Date.parse(JSON.parse(time)) < 600_000 ? '"(now)"' : time,
    )
    .replace(/\d+\|[A-Za-z0-9]{48}/, '(token)')

/** Headers of a connection, which node:http writes for all of them. */
const OF_CONNECTION = ['connection', 'keep-alive', 'date']
const RANDOM = ['x-request-id', 'x-ratelimit-reset', 'retry-after']

function stableHeaders(headers: Headers): Record<string, string> {
  const entries = [...headers].filter(([name]) => !OF_CONNECTION.includes(name))
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (RANDOM.includes(name)) return [name, value.replaceAll(/[0-9a-f]+/g, '#')]
      // JSON has no such parameter (RFC 8259, 11), but some frameworks send it.
      return [name, value.replace('; charset=utf-8', '')]
    }),
  )
}

const entriesOf = (log: string) => log.split('\n').flatMap(toEntry)

/** A line of the log for a request, without time, duration and random values. */
function toEntry(line: string): unknown[] {
  if (!line.startsWith('{')) return []
  const { time, ms, request_id, ...entry } = JSON.parse(line)
  if (entry.event !== 'request') return []
  return [{ ...entry, hasAll: [time, request_id].every(value => typeof value === 'string') && typeof ms === 'number' }]
}

function differencesBetween(a: Behaviour, b: Behaviour): string[] {
  const responses = [...a.responses].map(([name, value]) => ({ name, value, other: b.responses.get(name) }))
  const entries = a.logged.map((value, line) => ({ name: `log line ${line}`, value, other: b.logged[line] }))
  return [...responses, ...entries]
    .filter(({ value, other }) => !isDeepStrictEqual(value, other))
    .map(({ name, value, other }) => `${name}\n${firstDifference(a.name, value, b.name, other)}`)
}

/** The texts of two values from shortly before their first difference. */
function firstDifference(a: string, value: unknown, b: string, other: unknown): string {
  const [left = '', right = ''] = [value, other].map(each => JSON.stringify(each))
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  const [from, to] = [Math.max(0, at - 60), at + 140]
  return `  ${a}: ${left.slice(from, to)}\n  ${b}: ${right.slice(from, to)}`
}

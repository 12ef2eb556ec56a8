import { beforeAll, describe, expect, test } from 'vitest'
import { shapesOf } from '../../../conformance/contract/request-shape.ts'
import { createSchemas } from '../../../conformance/contract/response-schemas.ts'
import { declaredFor, responsesOf } from '../../../conformance/contract/responses.ts'
import { openConversation } from '../../../conformance/exchange/conversation.ts'
import type { ReceivedResponse } from '../../../conformance/exchange/exchange.ts'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { EXPIRING_TOKEN } from '../../../conformance/in-process/test-data/users.ts'
import { loadDocument } from '../../../openapi/read.ts'
import { createCensus } from './observed-values.ts'

/** Values that no response can contain, and why. */
const UNSEEN: Readonly<Record<string, string>> = {
  '#/components/schemas/ErrorCode malformed_request':
    'only returned for malformed HTTP, which a fetch Request cannot be',
  '#/components/schemas/Id maximum': 'the maximum id is used as an unknown one',
  '#/components/schemas/CurrentToken/properties/last_used_at null': 'the request itself uses the token',
}

const LISTS = ['invoices', 'tickets', 'subscriptions']

const document = loadDocument('openapi.yaml')
const shapes = shapesOf(document)
const routes = shapes.map(shape => ({ shape, path: new RegExp(`^${shape.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
const schemas = createSchemas(document)
const census = createCensus(document)
const wrong: string[] = []

const target = await createInProcess()
const conversation = openConversation(target)

interface Ask {
  method?: string
  token?: string | undefined
  json?: unknown
  body?: string
  headers?: Record<string, string>
}

/** Sends a request, counts the values of the response and validates it. */
async function ask(path: string, { method, token, json, body, headers = {} }: Ask = {}): Promise<ReceivedResponse> {
  const content = json === undefined ? body : JSON.stringify(json)
  const sent = {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    path: `/api/v1${path}`,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: content,
  }
  const response = await conversation.send(sent)
  const [bare = ''] = sent.path.split('?')
  const shape = routes.find(route => route.shape.method === sent.method && route.path.test(bare))?.shape
  const declared = shape && declaredFor(responsesOf(document, shape.operation), response.status)
  const schema = shape ? declared?.media.get('application/json')?.schema : '#/components/schemas/Error'
  if (response.json === undefined) return response
  if (schema) census.count(schema, response.json)
  const errors = schema ? schemas.errorsOf(schema, response.json) : ['is not declared']
  wrong.push(...errors.map(error => `${sent.method} ${sent.path} ${response.status}: ${error}`))
  return response
}

async function login(account = 0): Promise<string> {
  const { json } = await ask('/auth/token', { json: target.accounts[account] })
  return (json as { token: string }).token
}

interface Page {
  data: { id: number; status: string }[]
  links: { next: string | null }
}

/** Every row of a list under a filter, by pages of 100. */
async function walk(token: string, list: string, status: string): Promise<Page['data']> {
  const rows: Page['data'] = []
  let next: string | null = `/${list}?status=${status}&per_page=100`
  while (next !== null) {
    const { data, links } = (await ask(next, { token })).json as Page
    rows.push(...data)
    next = links.next?.replace(`${target.origin}/api/v1`, '') ?? null
  }
  return rows
}

/** All rows of a list, by their status. */
async function rowsOf(token: string, list: string): Promise<Map<string, number[]>> {
  const shape = shapes.find(({ method, path }) => method === 'GET' && path === `/api/v1/${list}`)
  const statuses = shape?.query.find(({ name }) => name === 'status')?.schema.enum as string[]
  const rows = new Map<string, number[]>()
  for (const status of statuses)
    rows.set(
      status,
      (await walk(token, list, status)).map(({ id }) => id),
    )
  return rows
}

const found = new Map<string, Map<string, number[]>[]>()

beforeAll(async () => {
  for (const { operation } of shapes) {
    for (const { media } of responsesOf(document, operation)) {
      for (const { schema } of media.values()) if (schema) census.declare(schema)
    }
  }
  const token = await login()
  const other = await login(1)
  for (const list of LISTS) {
    found.set(list, [await rowsOf(token, list), await rowsOf(other, list)])
    for (const query of ['', '?per_page=1', '?per_page=100', '?per_page=100&page=2', '?page=999', '?max_id=1']) {
      await ask(`/${list}${query}`, { token })
    }
  }
  for (const list of ['invoices', 'tickets']) {
    for (const id of [...(found.get(list)?.[0]?.values() ?? [])].flat()) await ask(`/${list}/${id}`, { token })
  }
  await ask('/me', { token })
  await ask('/me', { token: EXPIRING_TOKEN })
  await succeed(token)
  await fail(token)
})

const idOf = (list: string, status: string) => found.get(list)?.[0]?.get(status)?.[0]

/** One successful request per write operation. */
async function succeed(token: string): Promise<void> {
  const post = (path: string, json?: unknown) => ask(path, { method: 'POST', token, json })
  await post('/tickets', { subject: 'a', body: 'b' })
  await post(`/tickets/${idOf('tickets', 'answered')}/reply`, { body: 'b' })
  await post(`/subscriptions/${idOf('subscriptions', 'active')}/pause`)
  await post(`/subscriptions/${idOf('subscriptions', 'paused')}/resume`)
  await post(`/subscriptions/${idOf('subscriptions', 'past_due')}/cancel`)
  await ask('/auth/revoke', { method: 'POST', token: await login() })
}

/** One request per error code. */
async function fail(token: string): Promise<void> {
  const ticket = { subject: 'a', body: 'b' }
  const headers = { 'Idempotency-Key': 'k' }
  await ask('/me')
  await ask('/me', { method: 'DELETE' })
  await ask('/invoices/1', { token })
  await ask(`/invoices/${found.get('invoices')?.[1]?.get('paid')?.[0]}`, { token })
  await ask('/tickets', { token, json: {} })
  await ask('/tickets', { token, body: '{', headers: { 'Content-Type': 'application/json' } })
  await ask('/tickets', { token, body: 'x', headers: { 'Content-Type': 'text/plain' } })
  await ask('/tickets', { token, json: ' '.repeat(65_536) })
  await ask('/tickets', { token, json: ticket, headers })
  await ask('/tickets', { token, json: { ...ticket, subject: 'c' }, headers })
  await ask(`/tickets/${idOf('tickets', 'closed')}/reply`, { token, json: { body: 'b' } })
  for (const fault of ['error', 'busy', 'limited'] as const) {
    await conversation.reset()
    const fresh = await login()
    await conversation.fault(fault)
    for (const _ of [1, 2]) await ask('/me', { token: fresh })
  }
  await conversation.reset()
}

describe('the test data', () => {
  test('contains every enum value, null and bound of responses, except the listed ones', () => {
    expect(census.missing()).toEqual(Object.keys(UNSEEN).sort())
    expect(census.size()).toBeGreaterThan(150)
  })

  test('gets only valid responses', () => {
    expect(wrong).toEqual([])
  })

  test.each(LISTS)('has more than 100 %s of the first account in an unfiltered list', async list => {
    const { json } = await ask(`/${list}`, { token: await login() })
    expect((json as { meta: { total: number } }).meta.total).toBeGreaterThan(100)
  })

  test.each(LISTS)('has %s of both clients in every status', list => {
    const empty = found.get(list)?.flatMap(rows => [...rows].filter(([, ids]) => ids.length === 0))
    expect(empty).toEqual([])
  })

  test.each([
    ['subscriptions', 'active', 3],
    ['subscriptions', 'paused', 3],
    ['subscriptions', 'past_due', 2],
    ['tickets', 'open', 3],
  ])('has %s that are %s, %i at least', (list, status, least) => {
    expect(found.get(list)?.[0]?.get(status)?.length).toBeGreaterThanOrEqual(least)
  })
})

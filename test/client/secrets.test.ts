import { createClient, isApiError } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import type { ParseAs } from '../../client/src/operation-types.ts'
import { secretsIn } from './hostile/secrets-in.ts'

const TOKEN = '2|s3cr3tT0ken'
const PASSWORD = 'p4ssw0rd'
const BASE = 'http://127.0.0.1:1'
const LOGIN = { body: { email: 'you@company.com', password: PASSWORD } }
const JSON_TYPE = { 'Content-Type': 'application/json' }
const PDF_TYPE = { 'Content-Type': 'application/pdf' }

/** A client over a fetch that always does the same, and the number of its requests. */
function clientOver(fetch: () => Response | Promise<Response>) {
  const seen = { requests: 0, errors: [] as unknown[] }
  const api = createClient({
    baseUrl: BASE,
    token: TOKEN,
    baseDelay: 0,
    onRetry: ({ error }) => seen.errors.push(error),
    fetch: () => {
      seen.requests++
      return fetch()
    },
  })
  return { api, seen }
}

const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

async function readAll(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

const READERS: (ParseAs | undefined)[] = [undefined, 'json', 'text', 'blob', 'arrayBuffer', 'stream']

describe('a body that is not JSON', () => {
  const bodies = [
    `token ${TOKEN}`,
    TOKEN,
    `{"token":${TOKEN}}`,
    `{"token":"${TOKEN}","token_name":x}`,
    `{"token":"${TOKEN}`,
    `\u0000${TOKEN}`,
    `["${TOKEN}`,
  ]
  test.each(bodies.flatMap(body => [undefined, 'json' as const].map(parseAs => [body, parseAs] as const)))(
    '%j is a bad_response that does not quote it, and is not retried, with parseAs %s',
    async (body, parseAs) => {
      const { api, seen } = clientOver(() => new Response(body, { headers: JSON_TYPE }))
      const error = await caught(() => api.GET('/api/v1/me', { ...(parseAs && { parseAs }) }))
      expect(error).toMatchObject({ name: 'ApiError', status: 0, code: 'bad_response' })
      expect([secretsIn(error), seen.requests]).toEqual([[], 1])
    },
  )

  test('is a bad_response of createToken with parseAs json', async () => {
    const { api } = clientOver(() => new Response(`token ${TOKEN}`, { headers: JSON_TYPE }))
    const error = await caught(() => api.POST('/api/v1/auth/token', { ...LOGIN, parseAs: 'json' }))
    expect(error).toMatchObject({ code: 'bad_response' })
    expect(secretsIn(error)).toEqual([])
  })

  test('is a bad_response of a PDF with parseAs json', async () => {
    const { api } = clientOver(() => new Response(TOKEN, { headers: PDF_TYPE }))
    const init = { params: { path: { id: 1 } }, parseAs: 'json' } as const
    const error = await caught(() => api.GET('/api/v1/invoices/{id}/pdf', init))
    expect(error).toMatchObject({ code: 'bad_response' })
    expect(secretsIn(error)).toEqual([])
  })
})

test('parseAs json checks the required properties too', async () => {
  const { api } = clientOver(() => Response.json({ date: {} }))
  expect(await caught(() => api.GET('/api/v1/me', { parseAs: 'json' }))).toMatchObject({ code: 'bad_response' })
})

test('parseAs json returns valid JSON', async () => {
  const { api } = clientOver(() => Response.json({ data: { id: 7 } }))
  expect(await api.GET('/api/v1/me', { parseAs: 'json' })).toMatchObject({ status: 200, data: { data: { id: 7 } } })
})

/** Errors as a fetch may give them: the text of a parser, a cause with the bytes of the response, a request in a property. */
const fetchErrors: [name: string, error: unknown][] = [
  ['a message', new TypeError(`Bad request: ${PASSWORD}`)],
  ['a SyntaxError', new SyntaxError(`Unexpected token in "${TOKEN}"`)],
  ['a cause', new TypeError('fetch failed', { cause: Object.assign(new Error(TOKEN), { data: TOKEN }) })],
  ['a code', Object.assign(new Error('Any'), { code: TOKEN })],
  ['the code of a cause', new TypeError('Any', { cause: { code: `E ${PASSWORD}` } })],
  ['a name', Object.assign(new Error('Any'), { name: TOKEN })],
  ['a property', Object.assign(new Error('Any'), { request: { headers: TOKEN } })],
  ['a text', PASSWORD],
]

describe.each(fetchErrors)('a secret in %s of an error from fetch', (_, thrown) => {
  test('is not revealed, nor in the errors of retries', async () => {
    const { api, seen } = clientOver(() => Promise.reject(thrown))
    const error = await caught(() => api.GET('/api/v1/me'))
    expect(error).toMatchObject({ name: 'ApiError', code: 'network' })
    expect([secretsIn(error), secretsIn(seen.errors), seen.requests]).toEqual([[], [], 3])
  })

  test.each(READERS)('is not revealed when the body breaks, with parseAs %s', async parseAs => {
    const body = () => new ReadableStream({ pull: controller => controller.error(thrown) })
    const { api, seen } = clientOver(() => new Response(body(), { headers: JSON_TYPE }))
    const error = await api.GET('/api/v1/me', { ...(parseAs && { parseAs }) }).catch(error => error)
    expect([secretsIn(error), secretsIn(seen.errors)]).toEqual([[], []])
    expect(isApiError(error)).toBe(parseAs !== 'stream')
  })
})

test('the code of an error from fetch is part of the message', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const { api } = clientOver(() => Promise.reject(new TypeError('fetch failed', { cause })))
  expect(await caught(() => api.GET('/api/v1/me'))).toMatchObject({
    message: `GET ${BASE}/api/v1/me failed: fetch failed (ECONNREFUSED), in attempt 3`,
  })
})

const page = (next: unknown, current: unknown = 1) =>
  Response.json({ data: [], links: { next }, meta: { current_page: current } })

describe('a secret in a response that is not declared is not revealed: ', () => {
  const responses: [name: string, response: () => Response][] = [
    ['the Location of a redirect', () => new Response(null, { status: 302, headers: { Location: `/?t=${TOKEN}` } })],
    ['the body of a 418', () => new Response(TOKEN, { status: 418, statusText: 's3cr3t' })],
    ['a Content-Type', () => new Response('x', { headers: { 'Content-Type': `text/html; t=${TOKEN}` } })],
    ['a value of the wrong type', () => Response.json({ data: TOKEN })],
    ['a name that is not expected', () => Response.json({ [TOKEN]: 1 })],
    ['an error of the wrong type', () => Response.json({ message: 1, code: TOKEN }, { status: 401 })],
    ['an error that is not JSON', () => new Response(TOKEN, { status: 401 })],
  ]
  test.each(responses)('%s', async (_, response) => {
    const { api } = clientOver(response)
    const pdf = { params: { path: { id: 1 } } }
    for (const call of [() => api.GET('/api/v1/me'), () => api.GET('/api/v1/invoices/{id}/pdf', pdf)]) {
      const error = await caught(call)
      expect(error).toMatchObject({ code: 'bad_response' })
      expect(secretsIn(error)).toEqual([])
    }
  })

  test.each<[string, unknown]>([
    ['a link to another origin', `https://evil.example/?t=${TOKEN}`],
    ['a link with a password', `http://s3cr3t:${PASSWORD}@127.0.0.1:1/api/v1/invoices`],
    ['a link that is not a URL', TOKEN],
    ['a link that is an object', { token: TOKEN }],
  ])('%s', async (_, next) => {
    const { api, seen } = clientOver(() => page(next))
    const error = await caught(() => readAll(api.items('/api/v1/invoices')))
    expect(error).toMatchObject({ code: 'bad_response' })
    expect([secretsIn(error), seen.requests]).toEqual([[], 1])
  })

  test.each<[string, () => Response]>([
    ['the number of a page', () => page(null, TOKEN)],
    ['the URL of a page that fails', () => Response.json({}, { status: 418 })],
  ])('%s', async (_, second) => {
    const responses = [page(`${BASE}/api/v1/invoices?page=2&t=${TOKEN}`), second()]
    const { api } = clientOver(() => responses.shift()!)
    const error = await caught(() => readAll(api.items('/api/v1/invoices')))
    expect(error).toMatchObject({ code: 'bad_response' })
    expect(secretsIn(error)).toEqual([])
  })
})

describe('a secret of the caller is not revealed when nothing can be sent: ', () => {
  const { api, seen } = clientOver(() => Response.json({ data: {} }))
  const circular: Record<string, unknown> = { email: 'a@b.example' }
  circular.s3cr3t = circular
  const bodies: [name: string, body: unknown][] = [
    ['a circular body', circular],
    ['a body that cannot be converted', { toJSON: () => JSON.parse(PASSWORD) }],
    ['a text as the body', PASSWORD],
  ]
  test.each(bodies)('%s', async (_, body) => {
    const error = await caught(() => api.POST('/api/v1/auth/token', { body: body as (typeof LOGIN)['body'] }))
    expect([String(error), secretsIn(error), seen.requests]).toEqual(['TypeError: body cannot be used', [], 0])
  })

  test.each<[string, string[][] | Record<string, string>]>([
    ['the value of a header', { Authorization: `Bearer ${TOKEN}\n1` }],
    ['the name of a header', { [`${TOKEN} name`]: 'any' }],
    ['a header in a list', [['Authorization', `Bearer ${TOKEN}→`]]],
  ])('%s', async (_, headers) => {
    const error = await caught(() => api.GET('/api/v1/me', { headers: headers as Record<string, string> }))
    expect([String(error), secretsIn(error), seen.requests]).toEqual(['TypeError: A header cannot be used', [], 0])
  })
})

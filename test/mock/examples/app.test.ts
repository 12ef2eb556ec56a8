import { describe, expect, test } from 'vitest'
import { type OperationUnderTest, operations } from '../../support/operations.ts'
import { asSent, bodyErrors, declared, document, headerErrors, startMock } from './served.ts'

const mock = await startMock()

const of = (id: string) => operations.find(operation => operation.id === id) as OperationUnderTest

const send = ({ method, path, body }: OperationUnderTest, prefer?: string) =>
  mock.call(path, { method, ...(prefer && { prefer }), ...(body && { json: body }) })

const cells = declared.map(cell => ({ ...cell, title: `${cell.operation} ${cell.status}` }))

describe.each(cells)('$title', cell => {
  test('is sent on request, as declared', async () => {
    const response = await send(of(cell.operation), `code=${cell.status}`)
    const text = await response.text()
    expect(response.status, text).toBe(Number(cell.status))
    expect(headerErrors(cell, response.headers), text).toEqual([])
    expect(response.headers.get('content-type')).toBe(cell.mediaType ?? null)
    const body = cell.mediaType === 'application/json' ? JSON.parse(text) : text
    expect(cell.mediaType ? bodyErrors(cell, body) : body).toEqual(cell.mediaType ? [] : '')
  })

  test.each(cell.examples)('has the example %s', async (name, value) => {
    const response = await send(of(cell.operation), `code=${cell.status}, example=${name}`)
    const text = await response.text()
    expect(cell.mediaType === 'application/json' ? JSON.parse(text) : text).toEqual(asSent(value))
  })
})

test('every response with a body has an example', () => {
  expect(declared.filter(({ mediaType, examples }) => mediaType && examples.length === 0)).toEqual([])
  expect(declared.flatMap(({ examples }) => examples).length).toBeGreaterThan(100)
})

describe.each(operations)('$id', operation => {
  const success = declared.find(({ operation: id, status }) => id === operation.id && status.startsWith('2'))

  test('sends its first successful response without a preference', async () => {
    const response = await send(operation)
    const text = await response.text()
    expect([response.status, success?.mediaType === 'application/json' ? JSON.parse(text) : text]).toEqual([
      Number(success?.status),
      asSent(success?.examples[0]?.[1]),
    ])
  })

  test('sends 405 with Allow for an undeclared method, and 204 with the same Allow for OPTIONS', async () => {
    const allow = operation.method === 'GET' ? /^GET, HEAD, (POST, )?OPTIONS$/ : /^(GET, HEAD, )?POST, OPTIONS$/
    const wrong = await mock.call(operation.path, { method: 'DELETE' })
    expect([wrong.status, await wrong.json()]).toEqual([
      405,
      { message: 'Method not allowed.', code: 'method_not_allowed' },
    ])
    const options = await mock.call(operation.path, { method: 'OPTIONS', token: false })
    expect([options.status, await options.text()]).toEqual([204, ''])
    expect(options.headers.get('allow')).toMatch(allow)
    expect(wrong.headers.get('allow')).toBe(options.headers.get('allow'))
  })
})

test.each(operations.filter(({ method }) => method === 'GET'))(
  'HEAD of $id has the headers of GET and no body',
  async operation => {
    const [get, head] = [await send(operation), await mock.call(operation.path, { method: 'HEAD' })]
    const headersOf = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => name !== 'x-request-id'))
    expect([head.status, headersOf(head), await head.text()]).toEqual([get.status, headersOf(get), ''])
  },
)

test.each(['/', '/api/v1/nope', '/api/v1/invoices/', '/api/v1//invoices', '/api/v1/invoices/106/', '/openapi.yaml'])(
  'an unknown path %s is 404 in the error schema',
  async path => {
    const response = await mock.call(path)
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not found.', code: 'not_found' }])
  },
)

test('links lead to the mock, never to production', async () => {
  const bodies = await Promise.all(operations.map(async operation => (await send(operation)).text()))
  expect(bodies.filter(body => body.includes('//clustrixglobal.com'))).toEqual([])
  const created = await send(of('createTicket'))
  expect(created.headers.get('location')).toBe('http://127.0.0.1:4010/api/v1/tickets/203')
})

test('every response has its own request ID', async () => {
  const responses = [await mock.call('/api/v1/me'), await mock.call('/api/v1/me'), await mock.call('/nope')]
  const ids = responses.map(({ headers }) => headers.get('x-request-id'))
  expect(new Set(ids).size).toBe(3)
  expect(ids.filter(id => /^[0-9a-f-]{36}$/.test(id ?? ''))).toHaveLength(3)
})

test('an optional header without an example is omitted', async () => {
  const response = await send(of('createTicket'))
  expect([response.status, response.headers.has('idempotent-replayed')]).toEqual([201, false])
})

describe('CORS', () => {
  const preflight = (origin: string) =>
    mock.call('/api/v1/tickets', {
      method: 'OPTIONS',
      token: false,
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'prefer' },
    })

  test.each(['http://localhost:5173', 'http://192.168.1.5:8080', 'https://app.example', 'null'])(
    'allows %s, with Prefer',
    async origin => {
      const { status, headers } = await preflight(origin)
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin])
      expect(headers.get('access-control-allow-headers')).toBe('prefer')
      const response = await mock.call('/api/v1/me', { headers: { Origin: origin } })
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      expect(response.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining')
    },
  )
})

test('each request is one log line, without the query', async () => {
  const { call, logged } = await startMock()
  await call('/api/v1/invoices?status=secret')
  expect(logged).toMatchObject([{ event: 'request', method: 'GET', path: '/api/v1/invoices', status: 422 }])
})

const download = async (headers: Record<string, string> = {}) => {
  const response = await mock.call('/api/v1/invoices/106/pdf', { headers })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

test.each(['application/json', 'application/pdf', 'text/html;q=0.9', 'image/png', '*/*', 'nonsense', ''])(
  'the PDF is the same document whatever Accept says: %j',
  async Accept => {
    const { response, bytes } = await download({ Accept })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(bytes.toString('latin1')).toBe(document.at('#/components/examples/pdf/value'))
  },
)

describe('the PDF', async () => {
  const { bytes } = await download()
  const text = bytes.toString('latin1')

  test('starts and ends as a PDF', () => {
    expect(text).toMatch(/^%PDF-1\.4\n/)
    expect(text).toMatch(/\n%%EOF\n$/)
  })

  test('has an xref where startxref says, and an object at each of its offsets', () => {
    const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1])
    expect(text.slice(start, start + 9)).toBe('xref\n0 6\n')
    const entries = [...text.slice(start).matchAll(/^(\d{10}) (\d{5}) ([fn]) \n/gm)]
    expect(entries.map(([entry]) => entry.length)).toEqual([20, 20, 20, 20, 20, 20])
    const used = entries.filter(([, , , kind]) => kind === 'n').map(([, offset]) => Number(offset))
    expect(used.map((offset, index) => text.startsWith(`${index + 1} 0 obj\n`, offset))).toEqual(used.map(() => true))
  })

  test('declares the length of its stream', () => {
    const [, length, content] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? []
    expect(content?.length).toBe(Number(length))
  })
})

test('errors of the PDF are JSON', async () => {
  const { response, bytes } = await download({ Accept: 'application/pdf', Prefer: 'code=403' })
  expect([response.status, JSON.parse(bytes.toString())]).toMatchObject([403, { code: 'forbidden' }])
})

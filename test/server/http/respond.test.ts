import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { operations } from '../../support/operations.ts'
import { errorResponse, notFound, readResponse } from '../../support/responses.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const paths = [...new Set(operations.map(({ path }) => path))].map(path => {
  const methods = operations.filter(operation => operation.path === path).map(({ method }) => method)
  const allow = [...methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
  return { path, allow }
})

/** Headers, without those that differ between responses. */
const headersOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => !['x-request-id', 'x-ratelimit-remaining'].includes(name)))

describe.each(paths)('$path', ({ path, allow }) => {
  test.each(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'FOO', 'PROPFIND'].filter(method => !allow.includes(method)),
  )('sends 405 with Allow for %s, without a token', async method => {
    const response = await testApp().call(path, { method })
    expect(response.headers.get('allow')).toBe(allow)
    expect(await readResponse(response)).toEqual(errorResponse(405))
  })

  test('sends 204 with Allow for OPTIONS, without a token and without counting', async () => {
    const { call, send } = await caller()
    for (const response of [await call(path, { method: 'OPTIONS' }), await send(path, { method: 'OPTIONS' })]) {
      expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([204, allow, ''])
      expect([...response.headers.keys()].filter(name => name.startsWith('x-ratelimit'))).toEqual([])
    }
    const me = await send('/api/v1/me')
    expect(me.headers.get('x-ratelimit-remaining')).toBe('59')
  })

  test.each(['/', '//', '/%20', '%00', '.', '%2F', ';x'])('is unknown with %s appended', async suffix => {
    const { send } = await caller()
    const result = await readResponse(await send(`${path}${suffix}`))
    expect(result).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('is unknown with a doubled slash', async () => {
    const { send } = await caller()
    for (const at of [1, path.indexOf('/', 2), path.lastIndexOf('/')]) {
      const doubled = `${path.slice(0, at)}/${path.slice(at)}`
      expect(await readResponse(await send(doubled)), doubled).toEqual(notFound())
    }
  })
})

test.each([
  '/',
  '/api',
  '/api/v1',
  '/api/v2/me',
  '/API/V1/ME',
  '/api/v1/Me',
  '/api/v1/%zz',
  '/api/v1/%ff',
  '/api/v1/me%00',
  '/api%2Fv1%2Fme',
  '/favicon.ico',
  '/.env',
  `/${'a'.repeat(500)}`,
])('%s is unknown, with any method', async path => {
  const { call, send } = await caller()
  for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS', 'FOO']) {
    expect(await readResponse(await send(path, { method })), method).toEqual(notFound())
    expect(await readResponse(await call(path, { method })), method).toEqual(notFound())
  }
})

test.each(['/api/v1/%6De', '/%61pi/v1/me', '/api/v1/x/../me', '/api/v1/./me'])(
  '%s is another spelling of a known path',
  async path => {
    const { send } = await caller()
    expect(await readResponse(await send(path))).toMatchObject({ status: 200, data: { id: 7 } })
  },
)

test('a list requested with another spelling has links in canonical form', async () => {
  const { send } = await caller()
  const { links } = await readResponse(await send('/api/v1/%69nvoices?per_page=1'))
  expect(links).toMatchObject({ next: 'http://127.0.0.1:3000/api/v1/invoices?per_page=1&page=2&max_id=112' })
})

describe.each(operations.filter(({ method }) => method === 'GET'))('HEAD of $id', operation => {
  test.each([
    ['a success', {}, operation.path],
    ['a refused query', {}, `${operation.path}?per_page=0`],
    ['an unknown id', {}, operation.path.replace(/\d{2,}/, '999999')],
    ['a current copy', { 'If-None-Match': '*' }, operation.path],
    ['a bad token', { Authorization: 'Bearer x' }, operation.path],
  ])('is the same as GET without a body: %s', async (_, headers, path) => {
    const { send } = await caller()
    const get = await send(path, { headers })
    const head = await send(path, { method: 'HEAD', headers })
    expect([head.status, await head.text(), headersOf(head)]).toEqual([get.status, '', headersOf(get)])
  })

  test('is counted', async () => {
    const { send } = await caller()
    await send(operation.path, { method: 'HEAD' })
    expect((await send('/api/v1/me')).headers.get('x-ratelimit-remaining')).toBe('58')
  })
})

describe('every response', () => {
  test('has an X-Request-Id of the server, never the client’s', async () => {
    const { send } = await caller()
    const theirs = '00000000-0000-4000-8000-000000000000'
    const ids: (string | null)[] = []
    for (const { path, method } of [
      ...operations,
      { path: '/nope', method: 'GET' },
      { path: '/api/v1/me', method: 'PUT' },
    ]) {
      for (const sent of [method, 'OPTIONS']) {
        const headers = { 'X-Request-Id': theirs, 'Request-Id': theirs, 'X-Correlation-Id': theirs }
        ids.push((await send(path, { method: sent, headers })).headers.get('x-request-id'))
      }
    }
    for (const id of ids) expect(id).toMatch(UUID)
    expect(new Set([...ids, theirs]).size).toBe(ids.length + 1)
  })

  test('is not stored (except the PDF), has nosniff and does not name the server', async () => {
    for (const { path, method, id, body } of operations) {
      const { send, call } = await caller()
      const responses = [await call(path, { method }), await send(path, { method: 'OPTIONS' })]
      const done = await send(path, { method, ...(body && { json: body }) })
      for (const { headers } of [...responses, done]) {
        expect(headers.get('x-content-type-options'), id).toBe('nosniff')
        expect([headers.has('server'), headers.has('x-powered-by')]).toEqual([false, false])
      }
      const expected = id === 'getInvoicePdf' ? 'private, no-cache' : 'no-store'
      expect(responses.map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store'])
      expect(done.headers.get('cache-control'), id).toBe(expected)
    }
  })

  test.each(['*/*', 'application/xml', 'text/html;q=1', 'application/json;q=0', '', 'garbage'])(
    'is sent with any Accept header: %j',
    async Accept => {
      const { send } = await caller()
      for (const { path } of operations.filter(({ method }) => method === 'GET')) {
        expect((await send(path, { headers: { Accept } })).status, path).toBe(200)
      }
    },
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operations } from '../../support/operations.ts'
import { errorErrors, type Sent, startMock } from './served.ts'

const mock = await startMock()
const server = testApp({
  settings: { rateLimit: 1_000_000, loginRateLimit: 1_000_000, loginAddressRateLimit: 1_000_000 },
})
const token = await server.login()

const JSON_TYPE = { 'Content-Type': 'application/json' }
const XML_TYPE = { 'Content-Type': 'application/xml' }
const BAD_KEY = { 'Idempotency-Key': '""' }

describe('the response is the first error in the order of the contract', () => {
  const reply = (id: string) => `/api/v1/tickets/${id}/reply`
  const large = 'x'.repeat(65_537)
  test.each<[status: number, code: string, path: string, sent: Sent]>([
    [404, 'not_found', '/api/v1/nope', { token: false, body: large, headers: XML_TYPE }],
    [405, 'method_not_allowed', reply('abc'), { token: false, method: 'PUT', body: large, headers: XML_TYPE }],
    [401, 'unauthenticated', reply('abc'), { token: false, body: large, headers: XML_TYPE }],
    [404, 'not_found', reply('abc'), { body: large, headers: XML_TYPE }],
    [413, 'body_too_large', reply('202'), { body: large, headers: XML_TYPE }],
    [415, 'unsupported_media_type', reply('202'), { body: '{', headers: { ...XML_TYPE, ...BAD_KEY } }],
    [400, 'malformed_body', reply('202'), { body: '{', headers: { ...JSON_TYPE, ...BAD_KEY } }],
    [422, 'validation_failed', reply('202'), { json: {}, headers: BAD_KEY }],
  ])('%i %s', async (status, code, path, sent) => {
    const response = await mock.call(path, sent)
    const body = await response.json()
    expect([response.status, body]).toMatchObject([status, { code }])
    expect(errorErrors(status, body)).toEqual([])
  })

  test('and an invalid Idempotency-Key comes before an invalid field', async () => {
    const response = await mock.call(reply('202'), { json: {}, headers: BAD_KEY })
    expect(Object.keys(((await response.json()) as { errors: object }).errors)).toEqual(['idempotency_key'])
  })
})

describe.each(operations.filter(({ isSecured }) => isSecured))('$id', ({ method, path, body }) => {
  test.each([undefined, 'Bearer', 'Basic eA==', '2|abc'])('sends 401 for the Authorization %s', async Authorization => {
    const headers: Record<string, string> = Authorization === undefined ? {} : { Authorization }
    const response = await mock.call(path, { method, token: false, headers, ...(body && { json: body }) })
    expect([response.status, response.headers.get('www-authenticate'), await response.json()]).toEqual([
      401,
      'Bearer',
      { message: 'Unauthenticated.', code: 'unauthenticated' },
    ])
  })
})

describe.each(operations.filter(({ body }) => body))('$id', ({ path, body = {}, isSecured }) => {
  test('accepts the same fields as JSON and as a form', async () => {
    const form = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))
    const [json, urlencoded] = [await mock.call(path, { json: body }), await mock.call(path, { form })]
    expect([urlencoded.status, await urlencoded.text()]).toEqual([json.status, await json.text()])
    expect([200, 201]).toContain(json.status)
  })

  test.each<[status: number, why: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>]>([
    [400, 'is broken JSON', '{', JSON_TYPE],
    [400, 'is an array', '[{}]', JSON_TYPE],
    [400, 'is a string', '"text"', JSON_TYPE],
    [400, 'is not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), JSON_TYPE],
    [400, 'has broken percent-encoding', 'subject=%zz', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    [415, 'is XML', '<a/>', XML_TYPE],
    [415, 'is not in UTF-8', '{}', { 'Content-Type': 'application/json; charset=latin1' }],
    [415, 'is compressed', '{}', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
    [413, 'is too large', `"${'x'.repeat(65_536)}"`, JSON_TYPE],
    [422, 'has an unknown field', '{"unknown":true}', JSON_TYPE],
  ])('sends %i for a body that %s', async (status, _, text, headers) => {
    const response = await mock.call(path, { body: text, headers })
    const json = await response.json()
    expect([response.status, errorErrors(status, json)], JSON.stringify(json)).toEqual([status, []])
    expect(response.headers.has('x-ratelimit-remaining')).toBe(isSecured)
  })
})

/** Adds a readable title to each row. */
const titled = (rows: [path: string, sent: Sent][]): [title: string, path: string, sent: Sent][] =>
  rows.map(([path, sent]) => [`${path} ${JSON.stringify(sent).slice(0, 90)}`, path, sent])

const list = (query: string): [string, Sent] => [`/api/v1/invoices?${query}`, {}]
const ticket = (json: unknown): [string, Sent] => ['/api/v1/tickets', { json }]
const login = (json: unknown): [string, Sent] => ['/api/v1/auth/token', { json }]
const form = (body: string, path = '/api/v1/tickets'): [string, Sent] => [
  path,
  { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
]

describe('an invalid field has the same error as on the server', () => {
  const rows: [string, Sent][] = [
    list('status=payed'),
    list('stauts=paid&status=void'),
    list('per_page=0'),
    list('per_page=101&page=x'),
    list('page=1&page=2'),
    list('page=1e1&per_page=0x10&max_id=%2B2'),
    list('max_id=2.0'),
    list('max_id=007'),
    list('max_id=99999999999999999999'),
    list('page=2147483648'),
    list('status=%ff'),
    list('per_page=%205'),
    list('status=+'),
    list('status=%20%20&STATUS=paid'),
    list('STATUS=x'),
    list('Page=0'),
    ticket({}),
    ticket({ subject: '', body: '   ' }),
    ticket({ subject: 'x'.repeat(256), body: 'y' }),
    ticket({ subject: `${'x'.repeat(255)} `, body: `${'y'.repeat(20_000)}\n` }),
    ticket({ subject: 1, body: ['y'] }),
    ticket({ subject: 'x', body: 'y', priority: 'now', category: 7 }),
    ticket({ subject: 'x', body: 'y', Client_ID: 5, status: 'closed' }),
    ticket({ subject: 'x\0', body: '\ud800' }),
    ticket({ subject: null, body: 'y' }),
    ticket({ subject: 'x\r\ny', body: '\u200b' }),
    ticket({ subject: 'x', body: 'y', __: 1 }),
    ['/api/v1/tickets', { body: '[]', headers: JSON_TYPE }],
    login({}),
    login({ email: 'nobody', password: 'x' }),
    login({ email: 'a@b', password: '', name: '' }),
    login({ email: 'a@b', password: 'x', name: `${'x'.repeat(255)} ` }),
    login({ email: 'a@b', password: 'x', name: 'x\u2028y' }),
    login({ email: `${'x'.repeat(250)}@b.example`, password: 'x'.repeat(1025) }),
    ['/api/v1/subscriptions/31/pause', { json: { resume_at: 'tomorrow' } }],
    ['/api/v1/subscriptions/31/pause', { json: { resume_at: 5 } }],
    ...['2027-01-27 12:34:56Z', '2027-01-27T23:59:60Z', '2027-01-27T12:34:56+02', '2027-01-27T12:34:56+24:00'].map(
      (resume_at): [string, Sent] => ['/api/v1/subscriptions/31/pause', { json: { resume_at } }],
    ),
    form('resume_at=2027-01-27+12%3A34%3A56Z', '/api/v1/subscriptions/31/pause'),
    ['/api/v1/subscriptions/31/cancel', { json: { reason: 'x'.repeat(1001) } }],
    ['/api/v1/subscriptions/31/cancel', { json: { reason: '' } }],
    ['/api/v1/subscriptions/31/cancel', { json: { reason: '\u200b' } }],
    form('text=hello', '/api/v1/tickets/202/reply'),
    ['/api/v1/tickets', { body: '{"subject":"x","body":"y","__proto__":1,"constructor":2}', headers: JSON_TYPE }],
    form('subject=a&subject=b&body=c'),
    form('subject=+&body='),
    form('subject=&body='),
    form('subject=a&body=b&priority=+&category=++'),
    form('email=a%40b&password=x&name=+', '/api/v1/auth/token'),
    form('reason=+', '/api/v1/subscriptions/31/cancel'),
    form('resume_at=+', '/api/v1/subscriptions/31/pause'),
    form('email=&password=', '/api/v1/auth/token'),
    form('&', '/api/v1/auth/token'),
    form('subject=a&body=b&priority=high&foo'),
    ...['', '""', 'é', 'x'.repeat(256)].map((key): [string, Sent] => [
      '/api/v1/tickets',
      { json: { subject: 'x', body: 'y' }, headers: { 'Idempotency-Key': key } },
    ]),
  ]

  test.each(titled(rows))('%s', async (_, path, sent) => {
    const [mocked, served] = [await mock.call(path, sent), await server.call(path, { ...(sent as object), token })]
    expect([mocked.status, await mocked.json()]).toEqual([served.status, await served.json()])
    expect(mocked.status).toBe(422)
  })
})

test('a body nested 30,000 levels deep is refused like any other', async () => {
  const body = `{"deep":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
  const response = await mock.call('/api/v1/subscriptions/31/pause', { body, headers: JSON_TYPE })
  expect([response.status, await response.json()]).toMatchObject([
    422,
    { errors: { deep: ['The deep field is prohibited.'] } },
  ])
})

describe('a request that the server accepts is accepted', () => {
  const rows: [string, Sent][] = [
    list('status=&per_page='),
    list('status=%20paid%20&page=2'),
    list('max_id=9007199254740991'),
    ticket({ subject: ' x ', body: '<script>\r\n', priority: null, category: ' sales ' }),
    ticket({ subject: '👍'.repeat(255), body: 'y' }),
    form('subject=a+b&body=%E2%82%AC&priority=&category='),
    form('reason=', '/api/v1/subscriptions/31/cancel'),
    ['/api/v1/tickets', { body: '\ufeff{"subject":"x","body":"y\\r\\nz"}', headers: JSON_TYPE }],
    ['/api/v1/subscriptions/31/pause', { body: '[]', headers: JSON_TYPE }],
    ['/api/v1/subscriptions/31/pause', { method: 'POST', headers: XML_TYPE }],
    ['/api/v1/me?what=ever', {}],
    ['/api/v1/auth/revoke', { body: 'anything', headers: XML_TYPE }],
  ]

  test.each(titled(rows))('%s', async (_, path, sent) => {
    const app = testApp()
    const served = await app.call(path, { ...(sent as object), token: await app.login() })
    const mocked = await mock.call(path, sent)
    expect(mocked.status, await mocked.text()).toBe(served.status)
    expect(mocked.ok).toBe(true)
  })

  test.each(['you@localhost', 'søren@bjørn.example', ' you@company.com '])('the email %j', async email => {
    const { status } = await mock.call('/api/v1/auth/token', { json: { email, password: 'x' }, token: false })
    expect(status).toBe(200)
  })

  test('a bearer scheme in any case', async () => {
    const { status } = await mock.call('/api/v1/me', { token: false, headers: { Authorization: 'bEARER 2|x' } })
    expect(status).toBe(200)
  })
})

describe.each(operations.filter(({ hasId }) => hasId))('$id', ({ method, pathOf, body, tag }) => {
  test.each(['abc', '0', '-1', '1e2', '0106', '1.0', '9007199254740992', '99999999999999999999', '%00', '%zz', ' 1'])(
    'sends 404 for the id %j',
    async id => {
      const response = await mock.call(pathOf(id), { method, ...(body && { json: body }) })
      const message = `${tag.slice(0, -1)} not found.`
      expect([response.status, await response.json()]).toEqual([404, { message, code: 'not_found' }])
    },
  )
})

test('an operation without a body discards a body of any size', async () => {
  const response = await mock.call('/api/v1/subscriptions/32/resume', { body: 'x'.repeat(70_000) })
  expect(response.status, await response.text()).toBe(200)
})

test('any request gets a response, in the error schema when it is refused', async () => {
  const posts = operations.filter(({ method }) => method === 'POST').map(({ path }) => path)
  const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain']
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...posts),
      fc.constantFrom(...types),
      fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.webQueryParameters()),
      async (path, type, body) => {
        const response = await mock.call(path, { body, headers: { 'Content-Type': type } })
        const json = await response.json()
        expect(response.status, JSON.stringify(json)).toBeLessThan(500)
        expect(response.ok ? [] : errorErrors(response.status, json)).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})

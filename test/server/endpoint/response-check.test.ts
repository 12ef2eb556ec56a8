import { describe, expect, test } from 'vitest'
import { checkResponses } from '../../../server/endpoint/response-check.ts'
import { isPublished } from '../../../server/http/published.ts'
import type { LogEntry } from '../../../server/log.ts'
import { type Call, testApp } from '../../support/app.ts'
import { operations } from '../../support/operations.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

type Tamper = (response: Response) => Response | Promise<Response>

const REQUEST_ID = '00000000-0000-4000-8000-000000000001'

/** Sends a request and changes the response before it is checked. */
async function checked(tamper: Tamper, path: string, init: Call = {}) {
  const app = testApp({ settings: { checkResponses: false } })
  const token = await app.login()
  const logged: LogEntry[] = []
  const check = checkResponses(
    async request => tamper(await app.fetch(request)),
    isPublished,
    entry => logged.push(entry),
  )
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    method: init.method ?? (init.json ? 'POST' : 'GET'),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...init.headers },
    ...(init.json !== undefined && { body: JSON.stringify(init.json) }),
  })
  const response = await check(request, { requestId: REQUEST_ID, trace: {} })
  return { response, errors: logged.map(({ error }) => error), logged }
}

/** Changes the status code, headers (null removes one) or the text of the body. */
const change =
  (changes: {
    status?: number
    headers?: Record<string, string | null>
    text?: (sent: string) => string | null
  }): Tamper =>
  async response => {
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(changes.headers ?? {})) {
      headers.delete(name)
      if (value !== null) headers.set(name, value)
    }
    const { status = response.status } = changes
    const sent = await response.text()
    const text = [204, 304].includes(status) ? null : changes.text ? changes.text(sent) : sent
    // As bytes, because a string would set a media type.
    return new Response(text === null ? null : new TextEncoder().encode(text), { status, headers })
  }

const header = (name: string, value: string | null) => change({ headers: { [name]: value } })
const status = (code: number) => change({ status: code })
const text = (edit: (sent: string) => string) => change({ text: edit })

/** Sets the member at a path such as `data.line_items.1.cost`; undefined removes it. */
const member = (path: string, value: unknown) =>
  text(sent => {
    const body: object = JSON.parse(sent)
    const names = path.split('.')
    const last = names.pop() ?? ''
    const inner = names.reduce((at, name) => Reflect.get(at, name), body)
    Reflect.set(inner, last, value)
    return JSON.stringify(body)
  })

const without = (path: string) => member(path, undefined)

async function expectViolation(tamper: Tamper, violation: string, path: string, init: Call = {}) {
  const { response, errors, logged } = await checked(tamper, path, init)
  expect(errors).toEqual([expect.stringContaining(violation)])
  expect(logged[0]).toMatchObject({ level: 'error', event: 'contract_violation', request_id: REQUEST_ID })
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/json',
    'x-request-id': REQUEST_ID,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    vary: 'Origin',
  })
  const expected = init.method === 'HEAD' ? '' : '{"message":"Server Error","code":"server_error"}'
  expect([response.status, await response.text()]).toEqual([500, expected])
}

const ME = '/api/v1/me'
const INVOICE = '/api/v1/invoices/106'
const PDF = '/api/v1/invoices/106/pdf'

describe('a 500 and one log entry for', () => {
  test.each([
    ['an undeclared success', status(201), 'status 201 is not declared'],
    ['an undeclared error', status(418), 'status 418 is not declared'],
    ['a status code of another operation', status(403), 'status 403 is not declared'],
    ['a 304 on JSON', status(304), 'status 304 is not declared'],
    ['an array', text(() => '[]'), 'body : Invalid input: expected object, received array'],
    ['no body', text(() => ''), 'body : Invalid input: expected object, received undefined'],
    ['a broken body', text(() => '{'), 'body : Invalid input: expected object, received undefined'],
    ['a missing header', header('x-ratelimit-limit', null), 'header X-RateLimit-Limit: Invalid input'],
    ['a missing request id', header('x-request-id', null), 'header X-Request-Id: Invalid input'],
    ['a response that may be cached', header('cache-control', 'public'), 'header Cache-Control: Invalid input'],
    ['a header that is not a number', header('x-ratelimit-remaining', '1.5'), 'X-RateLimit-Remaining: Invalid integer'],
    ['another media type', header('content-type', 'text/html'), 'media type text/html is not declared'],
    ['no media type', header('content-type', null), 'media type undefined is not declared'],
    ['a PDF in place of JSON', header('content-type', 'application/pdf'), 'application/pdf is not declared'],
  ])('%s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, ME)
  })

  test.each([
    ['an extra property', member('extra', 1), 'body has /extra, which is not declared'],
    ['a nested one', member('data.bill_to.address.zip', 1), 'body has /data/bill_to/address/zip, which is not'],
    ['one in a list', member('data.line_items.1.cost', 1), 'body has /data/line_items/1/cost, which is not'],
    ['one called toString', member('data.toString', 1), 'body has /data/toString, which is not declared'],
    ['one called __proto__', text(sent => sent.replace('{', '{"__proto__":{},')), 'body has / __proto__, which'],
    ['a missing property', without('data.number'), 'data.number: Invalid input: expected string, received undefined'],
    ['a nested missing property', without('data.bill_to.address.line1'), 'data.bill_to.address.line1: Invalid input'],
    ['a wrong type', member('data.id', '106'), 'data.id: Invalid input: expected number, received string'],
    ['a float for money', member('data.total', 201.11), 'data.total: Invalid input: expected string, received number'],
    ['null instead of a value', member('data.pdf_url', null), 'data.pdf_url: Invalid input: expected string'],
    ['a value outside its enum', member('data.status', 'draft'), 'data.status: Invalid option'],
    ['a day that does not exist', member('data.due_date', '2026-02-30'), 'data.due_date: Invalid'],
    ['an instant with fractions', member('data.created_at', '2026-01-04T09:12:00.5Z'), 'data.created_at: Invalid'],
    ['a relative link', member('data.pdf_url', '/api/v1/invoices/106/pdf'), 'data.pdf_url: Invalid uri'],
  ])('a body with %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, INVOICE)
  })

  test.each([
    ['JSON instead', header('content-type', 'application/json'), 'media type application/json is not declared'],
    ['no ETag', header('etag', null), 'header ETag: Invalid input'],
    ['a weak ETag', header('etag', 'W/"a"'), 'header ETag: Invalid string'],
    [
      'an inline Content-Disposition',
      header('content-disposition', 'inline'),
      'header Content-Disposition: Invalid string',
    ],
    ['a public Cache-Control', header('cache-control', 'public'), 'header Cache-Control: Invalid input'],
  ])('a PDF with %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, PDF)
  })

  test('a 304 with a media type', async () => {
    const init = { headers: { 'If-None-Match': '*' } }
    await expectViolation(header('content-type', 'text/plain'), 'status 304: a body is not declared', PDF, init)
  })

  test.each([
    ['no Location', header('location', null), 'status 201: header Location: Invalid input'],
    ['a relative Location', header('location', '/api/v1/tickets/1'), 'status 201: header Location: Invalid uri'],
  ])('a new ticket with %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, '/api/v1/tickets', { json: { subject: 's', body: 'b' } })
  })

  test.each([
    ['without code', without('code'), 'status 422: body code: Invalid option'],
    ['with an unknown code', member('code', 'nope'), 'status 422: body code: Invalid option'],
    ['with an extra property', member('stack', 'at …'), 'status 422: body has /stack, which is not declared'],
    ['without errors', without('errors'), 'body errors: Invalid input: expected record, received undefined'],
    ['with empty errors', member('errors', {}), 'status 422: body errors: Too small'],
    ['with a string as error', member('errors.page', 'x'), 'body errors.page: Invalid input: expected array'],
    [
      'with a string as __proto__',
      text(sent => sent.replace(/"page":\[.*\]/, '"__proto__":"x"')),
      'errors. __proto__:',
    ],
  ])('an error %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, '/api/v1/invoices?page=0')
  })

  test.each([
    ['an undeclared status', status(201), 'status 201 is not declared'],
    ['a missing header', header('x-request-id', null), 'status 200: header X-Request-Id'],
  ])('a HEAD with %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, ME, { method: 'HEAD' })
  })

  test.each([
    ['200', status(200), 'status 200 outside any operation'],
    ['204', status(204), 'status 204 outside any operation'],
    ['a redirect', status(302), 'status 302 outside any operation'],
    ['403', status(403), 'status 403 outside any operation'],
    ['404 as text', header('content-type', 'text/plain'), 'status 404: media type text/plain is not declared'],
    ['404 in another schema', text(() => '{"error":"not found"}'), 'status 404: body message: Invalid input'],
    ['404 with an extra property', member('path', '/nope'), 'status 404: body has /path, which is not declared'],
    ['404 without request id', header('x-request-id', null), 'status 404: header x-request-id is missing'],
    ['404 without no-store', header('cache-control', null), 'status 404: Cache-Control is not no-store'],
  ])('an unknown path with %s', async (_, tamper, violation) => {
    await expectViolation(tamper, violation, '/nope')
  })

  test.each([
    ['PUT', 'status 405: header allow is missing'],
    ['OPTIONS', 'status 204: header allow is missing'],
  ])('%s without Allow', async (method, violation) => {
    await expectViolation(header('allow', null), violation, ME, { method })
  })
})

describe('the 500', () => {
  test('and its log entry do not contain the invalid value', async () => {
    const wrong = { name: 5, email: ['hunter2'], client_name: { hunter2: 1 } }
    const { errors } = await checked(member('data', wrong), ME)
    expect(errors).toHaveLength(1)
    expect(errors[0]).not.toContain('hunter2')
  })

  test('can be read by browser programs', async () => {
    const { response } = await checked(status(418), ME, { headers: { Origin: 'http://localhost:5173' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect(await readResponse(response)).toEqual(errorResponse(500))
  })
})

describe('a response that meets the contract is not changed', () => {
  const others = [
    { id: 'an unknown path', path: '/nope', method: 'GET', body: undefined },
    { id: 'a wrong method', path: ME, method: 'PUT', body: undefined },
    { id: 'OPTIONS', path: ME, method: 'OPTIONS', body: undefined },
    { id: 'HEAD', path: ME, method: 'HEAD', body: undefined },
    { id: 'the published contract', path: '/openapi.yaml', method: 'GET', body: undefined },
    { id: 'a health check', path: '/healthz', method: 'GET', body: undefined },
    { id: 'a percent-encoded path', path: '/api/v1/%6De', method: 'GET', body: undefined },
    {
      id: 'an error for a field called __proto__',
      path: '/api/v1/invoices?__proto__=1',
      method: 'GET',
      body: undefined,
    },
  ]

  test.each([...operations, ...others])('$id', async operation => {
    const init = { method: operation.method, ...(operation.body && { json: operation.body }) }
    const { response, errors } = await checked(response => response, operation.path, init)
    expect(errors, await response.text()).toEqual([])
    expect(response.status).not.toBe(500)
  })
})

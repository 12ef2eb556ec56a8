import { describe, expect, test } from 'vitest'
import type { ReceivedResponse } from '../../../conformance/exchange/exchange.ts'
import { createResponseValidator } from '../../../conformance/validation/response.ts'
import { documentOf } from '../../../openapi/document.ts'
import { operationsOf } from '../../../openapi/operations.ts'
import { loadDocument } from '../../../openapi/read.ts'

const document = loadDocument('openapi.yaml')
const operations = operationsOf(document)
const strict = createResponseValidator(document, operations, true)
const tolerant = createResponseValidator(document, operations, false)

const operation = (id: string) => {
  const found = operations.find(other => other.id === id)
  if (!found) throw new Error(id)
  return found
}

const HEADERS = { 'content-type': 'application/json', 'x-request-id': 'r', 'cache-control': 'no-store' }
const RATE = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59' }

function response(status: number, body: unknown, headers: Record<string, string> = {}): ReceivedResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const all = new Map(Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== ''))
  const bytes = new TextEncoder().encode(text)
  return { status, headers: all, bytes, text, json: typeof body === 'string' ? undefined : body }
}

const revoked = { message: 'Token revoked.' }
const unauthenticated = { message: 'Unauthenticated.', code: 'unauthenticated' }

describe('a response of an operation', () => {
  test.each<[rules: string, given: ReceivedResponse]>([
    ['', response(200, revoked, RATE)],
    ['', response(200, revoked, { ...RATE, 'content-type': 'application/json; charset=utf-8', server: 'nginx' })],
    ['', response(401, unauthenticated, { 'www-authenticate': 'Bearer' })],
    ['status', response(201, revoked, RATE)],
    ['media-type', response(200, revoked, { ...RATE, 'content-type': 'text/plain' })],
    ['media-type', response(200, revoked, { ...RATE, 'content-type': '' })],
    ['media-type', response(200, revoked, { ...RATE, 'content-type': 'application/json; charset=latin1' })],
    ['body', response(200, '', RATE)],
    ['body', response(200, '<html>', RATE)],
    ['body', response(200, { ...revoked, extra: 1 }, RATE)],
    ['body', response(200, {}, RATE)],
    ['body', response(200, { message: null }, RATE)],
    ['header', response(200, revoked, { ...RATE, 'x-request-id': '' })],
    ['header', response(200, revoked, { ...RATE, 'cache-control': 'no-cache' })],
    ['header', response(200, revoked, { ...RATE, 'x-ratelimit-remaining': '-1' })],
    ['header', response(200, revoked, { ...RATE, 'x-ratelimit-remaining': 'many' })],
    ['undeclared-header', response(200, revoked, { ...RATE, 'set-cookie': 'a=b' })],
    [
      'undeclared-header',
      response(401, unauthenticated, { ...RATE, 'www-authenticate': 'Bearer', 'x-ratelimit-limit': '' }),
    ],
    ['', response(500, { message: 'Server Error', code: 'server_error' })],
    ['undocumented-error', response(500, { message: 'Error: at /srv/app.ts:1', code: 'server_error' })],
    ['undocumented-error', response(401, { ...unauthenticated, code: 'forbidden' }, { 'www-authenticate': 'Bearer' })],
  ])('%s: %j', (rules, given) => {
    const found = strict.validate(operation('revokeToken'), 'POST', given)
    expect([...new Set(found.map(({ rule }) => rule))].join()).toBe(rules)
  })

  test('must not have undeclared properties in composed or nested schemas', () => {
    const example = document.at('#/components/examples/invoice_partially_paid/value') as { data: { bill_to: object } }
    const pointers = (body: unknown) =>
      strict.validate(operation('getInvoice'), 'GET', response(200, body, RATE)).map(({ message }) => message)
    expect(pointers(example)).toEqual([])
    const { data } = example
    expect(pointers({ data: { ...data, hash: 'x' } }).join()).toContain('hash')
    expect(pointers({ data: { ...data, bill_to: { ...data.bill_to, hash: 'x' } } }).join()).toContain('hash')
  })

  test('has only listed values, also of an extensible enum', () => {
    const example = document.at('#/components/examples/invoice_partially_paid/value') as { data: object }
    const messages = (data: object) =>
      strict.validate(operation('getInvoice'), 'GET', response(200, { data }, RATE)).map(({ message }) => message)
    expect(messages({ ...example.data, status: 'archived' }).join()).toContain('status')
  })

  test('that is not JSON is validated as a string', () => {
    const headers = { ...RATE, 'cache-control': 'private, no-cache', etag: '"a"', 'content-type': 'application/pdf' }
    const pdf = response(200, '%PDF', { ...headers, 'content-disposition': 'attachment; filename="A-1.pdf"' })
    const root = structuredClone(document.root)
    const media = documentOf('changed.yaml', root, document.place).at(
      '#/components/responses/InvoicePdf/content/application~1pdf',
    ) as { schema: object }
    media.schema = { type: 'integer' }
    const changed = documentOf('changed.yaml', root, document.place)
    const validated = [document, changed].map(contract =>
      createResponseValidator(contract, operationsOf(contract), true).validate(operation('getInvoicePdf'), 'GET', pdf),
    )
    expect(validated.map(found => found.map(({ rule }) => rule).join())).toEqual(['', 'body'])
  })

  test('to HEAD has no body', () => {
    const head = { ...response(200, '', RATE), bytes: new Uint8Array() }
    expect(strict.validate(operation('getMe'), 'HEAD', head)).toEqual([])
    const [mismatch] = strict.validate(operation('getMe'), 'HEAD', response(200, revoked, RATE))
    expect(mismatch?.rule).toBe('media-type')
  })

  test('without declared content has no body', () => {
    const headers = { ...RATE, 'cache-control': 'private, no-cache', etag: '"a"', 'content-type': '' }
    const empty = { ...response(304, '', headers), bytes: new Uint8Array() }
    expect(strict.validate(operation('getInvoicePdf'), 'GET', empty)).toEqual([])
    const [mismatch] = strict.validate(operation('getInvoicePdf'), 'GET', response(304, 'x', headers))
    expect(mismatch?.rule).toBe('media-type')
  })

  test('may have headers of proxies on a remote server, but no headers that the contract declares elsewhere', () => {
    const given = response(200, revoked, { ...RATE, 'cf-ray': '1', 'retry-after': '1' })
    expect(tolerant.validate(operation('revokeToken'), 'POST', given).map(({ message }) => message)).toEqual([
      'retry-after is not declared for this response',
    ])
  })
})

describe('an error outside any operation', () => {
  const missing = { message: 'Not found.', code: 'not_found' }
  test.each<[rules: string, given: ReceivedResponse]>([
    ['', response(404, missing)],
    ['body', response(404, { message: 'Not found.' })],
    ['media-type', response(404, 'Not found.', { 'content-type': 'text/plain' })],
    ['header', response(404, missing, { 'x-request-id': '' })],
    ['undeclared-header', response(404, missing, RATE)],
  ])('%s: %j', (rules, given) => {
    expect([...new Set(strict.validateCommonError(given).map(({ rule }) => rule))].join()).toBe(rules)
  })
})

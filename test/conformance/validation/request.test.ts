import { describe, expect, test } from 'vitest'
import { shapesOf } from '../../../conformance/contract/request-shape.ts'
import type { RawBody, Recipe } from '../../../conformance/requests/case.ts'
import { createRequestValidator } from '../../../conformance/validation/request.ts'
import { loadDocument } from '../../../openapi/read.ts'

const document = loadDocument('openapi.yaml')
const shapes = shapesOf(document)
const validator = createRequestValidator(document)
const ids = { own: new Set([7]), foreign: new Set([9]) }

const json = (bytes: string): RawBody => ({ type: 'application/json', bytes })
const form = (bytes: string): RawBody => ({ type: 'application/x-www-form-urlencoded', bytes })
const ticket = json('{"subject":"s","body":"b"}')

function expected(operation: string, recipe: Recipe) {
  const shape = shapes.find(({ id }) => id === operation)
  if (!shape) throw new Error(operation)
  const result = validator.validate(shape, recipe, recipe.body, ids)
  if (result.accepted) return 'accepted'
  const fields = result.fields && [...result.fields.declared, ...result.fields.unknown]
  return [result.statuses.join(), ...(fields ?? [])].join(' ')
}

describe('the order of errors', () => {
  test.each<[want: string, operation: string, recipe: Recipe]>([
    ['401', 'replyToTicket', { token: 'none', id: 'missing', body: json('{') }],
    ['404', 'replyToTicket', { id: 'missing', body: json('{') }],
    ['403', 'replyToTicket', { id: 'foreign', body: { type: 'text/plain', bytes: 'x' } }],
    ['413', 'replyToTicket', { body: { type: 'text/plain', bytes: 'x'.repeat(65_537) } }],
    ['415', 'replyToTicket', { body: { type: 'text/plain', bytes: '{' } }],
    ['400', 'replyToTicket', { headers: { 'Idempotency-Key': '""' }, body: json('{') }],
    ['422 idempotency_key', 'replyToTicket', { headers: { 'Idempotency-Key': '""' }, body: json('{}') }],
    ['422 body', 'replyToTicket', { headers: { 'Idempotency-Key': 'k' }, body: json('{}') }],
  ])('%s: %s %j', (want, operation, recipe) => {
    expect(expected(operation, recipe)).toBe(want)
  })
})

describe('ids', () => {
  test.each([
    ['accepted', '7'],
    ['accepted', '%37'],
    ['403', '9'],
    ['404,403', '9007199254740991'],
    ['404', '9007199254740992'],
    ['404', '0'],
    ['404', '07'],
    ['404', '+7'],
    ['404', '7.0'],
    ['404', 'abc'],
    ['404', '%ff'],
    ['404', ''],
  ])('%s: %s', (want, raw) => {
    expect(expected('getInvoice', { id: { raw } })).toBe(want)
  })
})

describe('query', () => {
  test.each([
    ['accepted', ''],
    ['accepted', 'status=&per_page='],
    ['accepted', 'status=%20paid+&page=2147483647&per_page=100&max_id=9007199254740991'],
    ['422 status', 'status=payed'],
    ['422 status', 'status=PAID'],
    ['422 per_page', 'per_page=0'],
    ['422 per_page', 'per_page=101'],
    ['422 per_page', 'per_page=1e1'],
    ['422 per_page', 'per_page=%205'],
    ['422 per_page', 'per_page=5&per_page=5'],
    ['422 status', 'status=%ff'],
    ['422 stauts', 'stauts='],
    ['422 page __proto__', 'page=0&__proto__=1'],
  ])('%s: %s', (want, query) => {
    expect(expected('listInvoices', { query })).toBe(want)
  })

  test('is ignored by an operation that declares none', () => {
    expect(expected('getMe', { query: 'a=%ff&a=1' })).toBe('accepted')
  })
})

describe('bodies', () => {
  test.each<[want: string, body: RawBody]>([
    ['accepted', ticket],
    ['accepted', json('{"subject":" s ","body":"\\r\\n😀","priority":" low ","category":null}')],
    ['accepted', json(`{"subject":"${'😀'.repeat(255)}","body":"b"}`)],
    ['accepted', form('subject=a+b&body=%F0%9F%98%80&priority=')],
    ['accepted', { type: 'Application/JSON; charset="UTF-8"', bytes: '{"subject":"s","body":"b"}' }],
    ['accepted', json('{"subject":1,"subject":"s","body":"b"}')],
    ['422 subject', json(`{"subject":"${' '.repeat(255)}s","body":"b"}`)],
    ['422 subject', json('{"subject":" ","body":"b"}')],
    ['422 subject', json('{"subject":"\\u0000","body":"b"}')],
    ['422 subject', json('{"subject":"\\ud800","body":"b"}')],
    ['422 priority', json('{"subject":"s","body":"b","priority":""}')],
    ['422 subject body', {}],
    ['422 subject body', json('{}')],
    ['422 subject', form('subject=s&subject=s&body=b')],
    ['422 unknown', form('subject=s&body=b&unknown=')],
    ['422 __proto__', json('{"subject":"s","body":"b","__proto__":1}')],
    ['400', form('subject=%zz&body=b')],
    ['422 subject body', json(' [ ]')],
    ['accepted', json('\ufeff{"subject":"s","body":"b"}')],
    ['422 subject', json('{"subject":"a\\nb","body":"b"}')],
    ['422 subject body', json('{"subject":"\u200b","body":"\u200b"}')],
    ['422 subject \ufeffsubject', form('\ufeffsubject=s&body=b')],
    ['400', json('[1]')],
    ['400', json('\ufeff\ufeff{}')],
    ['400', json('\ufeff')],
    ['400', { type: 'application/json', bytes: new Uint8Array([0xff]) }],
    ['415', { bytes: '{}' }],
    ['415', { type: 'application/json; charset=latin1', bytes: '{}' }],
  ])('%s: %j', (want, body) => {
    expect(expected('createTicket', { body })).toBe(want)
  })

  test('with a Content-Encoding are refused unless empty', () => {
    const headers = { 'content-encoding': 'identity' }
    expect(expected('createTicket', { headers, body: ticket })).toBe('415')
    expect(expected('cancelSubscription', { headers, body: {} })).toBe('accepted')
  })

  test('are ignored by an operation that takes none', () => {
    expect(expected('revokeToken', { body: { type: 'text/plain', bytes: 'x'.repeat(70_000) } })).toBe('accepted')
  })

  test('a password is not trimmed', () => {
    const login = (password: string) => json(JSON.stringify({ email: 'a@b', password }))
    expect(expected('createToken', { body: login(' ') })).toBe('accepted')
    expect(expected('createToken', { body: login('') })).toBe('422 password')
  })
})

test('rules missing in x-input do not apply', () => {
  const { 'x-input': _, ...root } = document.root
  const loose = createRequestValidator({ ...document, root })
  const list = shapes.find(({ id }) => id === 'listInvoices')
  for (const bytes of ['[]', '\ufeff{}']) {
    const ticket = shapes.find(({ id }) => id === 'createTicket')
    const body = { type: 'application/json', bytes }
    expect(ticket && loose.validate(ticket, {}, body, ids)).toMatchObject({ statuses: [400] })
  }
  const query = 'per_page=5&per_page=6&unknown=1'
  expect(list && loose.validate(list, { query }, undefined, ids).accepted).toBe(true)
})

import { describe, expect, test } from 'vitest'
import { createMock } from '../../../mock/examples/app.ts'
import { parseDocument } from '../../../openapi/read.ts'

const yaml = `openapi: 3.1.0
info: { title: T, version: "1" }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
paths:
  /things:
    get:
      parameters:
        - { name: kind, in: query, schema: { type: array, items: { type: string, enum: [big, small] }, minItems: 1, maxItems: 2 } }
        - { name: size, in: query, schema: { type: array, items: { type: integer, maximum: 9 } } }
        - { name: one, in: query, schema: { type: string } }
        - { name: day, in: query, schema: { anyOf: [{ type: string, format: date }, { enum: [today] }] } }
        - { name: some, in: query, schema: { type: string, minLength: 1 } }
        - { name: count, in: query, schema: { anyOf: [{ type: integer, maximum: 9 }, { type: "null" }] } }
        - { name: old, in: query, deprecated: true, schema: { type: string, maxLength: 3 } }
        - { name: X-Old, in: header, deprecated: true, schema: { type: string } }
      responses:
        "200":
          description: Things.
          headers:
            X-Required: { required: true, schema: { type: string }, example: a }
            X-Optional: { schema: { type: string }, example: b }
            X-Examples: { schema: { type: string }, examples: { c: { value: c } } }
            X-Schema: { schema: { type: string, examples: [d] } }
            X-None: { schema: { type: string } }
          content:
            application/json:
              schema: { type: object }
              examples:
                list:
                  value:
                    data: [{ kind: big, name: A }, { kind: small, name: B }, { kind: big, name: C }]
                    links: { next: /things?page=2, self: /things }
                    meta: { total: 9, version: 3 }
  /old/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, deprecated: true, schema: { type: integer } }
      responses:
        "204":
          description: Nothing.
          content: { application/json: { schema: { type: object }, examples: { a: { value: { x: 1 } } } } }
`

const { fetch } = await createMock(parseDocument('things.yaml', yaml), () => {})

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new Request(`http://127.0.0.1:4010${path}`, { headers }))
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: text === '' ? undefined : JSON.parse(text) }
}

describe('a deprecated parameter', () => {
  test.each(['/things?old=x', '/old/5'])('in %s is accepted', async path => {
    expect((await get(path)).status).toBeLessThan(300)
  })

  test('in the headers is accepted', async () => {
    expect((await get('/things', { 'X-Old': 'x' })).status).toBe(200)
  })

  test('with an invalid value is refused for that alone', async () => {
    const { status, json } = await get('/things?old=long')
    const message = 'The old field must not be greater than 3 characters.'
    expect([status, json.errors]).toEqual([422, { old: [message] }])
  })
})

describe('a list in a query', () => {
  test.each([
    'kind=big',
    'kind=big&kind=small',
    'kind=&kind=%20big%20',
    'size=1&size=9',
    'size=0',
    'kind=',
    'day=2026-02-28',
    'day=today',
  ])('accepts %s', async query => {
    const { status, text } = await get(`/things?${query}`)
    expect(status, text).toBe(200)
  })

  test.each([
    ['kind=other', { kind: ['The selected kind is invalid.'] }],
    ['kind=big&kind=other', { kind: ['The selected kind is invalid.'] }],
    ['kind=other&kind=big', { kind: ['The selected kind is invalid.'] }],
    ['kind=big,small', { kind: ['The selected kind is invalid.'] }],
    ['kind=big&kind=small&kind=big', { kind: ['The kind field must not be greater than 2.'] }],
    ['size=1&size=10', { size: ['The size field must not be greater than 9.'] }],
    ['size=1&size=1e0', { size: ['The size field must be an integer.'] }],
    ['size=x&size=2', { size: ['The size field must be an integer.'] }],
    ['kind=big&kind=%ff', { kind: ['The kind field must not contain invalid characters.'] }],
    ['some=+', { some: ['The some field is required.'] }],
    ['count=1e0', { count: ['The count field must be an integer.'] }],
    ['one=1&one=2', { one: ['The one field must not be repeated.'] }],
  ])('refuses %s', async (query, errors) => {
    const { status, json } = await get(`/things?${query}`)
    expect([status, json.errors]).toEqual([422, errors])
  })
})

test('an optional header is sent if it has an example', async () => {
  const { headers } = await get('/things')
  const names = ['x-required', 'x-optional', 'x-examples', 'x-schema', 'x-none']
  expect(names.map(name => headers.get(name))).toEqual(['a', 'b', 'c', 'd', null])
})

test('a 204 has neither a body nor a Content-Type, whatever it declares', async () => {
  const { status, headers, text } = await get('/old/5')
  expect([status, headers.get('content-type'), text]).toEqual([204, null, ''])
})

test('a list that has no pages is filtered, and its next link is null', async () => {
  const names = (json: { data: { name: string }[] }) => json.data.map(({ name }) => name)
  const { json } = await get('/things')
  expect(json).toMatchObject({ links: { next: null, self: '/things' }, meta: { total: 3, version: 3 } })
  expect(names(json)).toEqual(['A', 'B', 'C'])
  expect(names((await get('/things?kind=big')).json)).toEqual(['A', 'C'])
  expect(names((await get('/things?kind=big&kind=small')).json)).toEqual(['A', 'B', 'C'])
})

import { describe, expect, it, test } from 'vitest'
import { camelCase, operationsOf } from '../../openapi/operations.ts'
import { loadDocument, parseDocument } from '../../openapi/read.ts'

const read = (fields: string) => parseDocument('a.yaml', `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${fields}`)

test.each([
  ['get /users/{id}', 'getUsersId'],
  ['get /', 'get'],
  ['Invoices', 'invoices'],
  ['Loans & returns', 'loansReturns'],
  ['apiKeys', 'apiKeys'],
  ['post /v1/größe/日本', 'postV1Größe日本'],
  ['', ''],
  ['&', ''],
])('%j in camelCase is %j', (text, want) => {
  expect(camelCase(text)).toBe(want)
})

test('the contract has its operations in the order it is written in', () => {
  const ids = operationsOf(loadDocument('openapi.yaml')).map(({ id }) => id)
  expect(ids.slice(0, 3)).toEqual(['createToken', 'revokeToken', 'getMe'])
})

describe('an operation', () => {
  const document = read(`
security: [{ key: [] }]
paths:
  x-internal: { get: {} }
  /a/{id}:
    summary: A
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: X-A, in: header, schema: { type: string } }
      - { name: q, in: query, schema: { type: string } }
    post: { operationId: makeA, tags: [One, Two], requestBody: { $ref: '#/components/requestBodies/A' }, responses: { 200: { $ref: '#/components/responses/Ok' }, x-internal: 1 } }
    get:
      security: []
      parameters:
        - { name: x-a, in: header, schema: { type: integer } }
        - { $ref: '#/components/parameters/P' }
        - { name: id, in: query, schema: { type: string } }
  /b: { $ref: '#/components/pathItems/B', summary: B }
webhooks:
  sold: { post: {} }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: K } }
  parameters: { P: { name: q, in: query, schema: { type: boolean } } }
  requestBodies: { A: { content: {} } }
  responses: { Ok: { description: Ok. } }
  pathItems: { B: { put: {} } }
`)
  const [post, get, put] = operationsOf(document).toSorted(
    (a, b) => a.path.localeCompare(b.path) || b.method.localeCompare(a.method),
  )

  it('has its own id, or one of method and path', () => {
    expect([post?.id, get?.id, put?.id]).toEqual(['makeA', 'getAId', 'putB'])
  })

  it('has tags, none by default', () => {
    expect([post?.tags, get?.tags]).toEqual([['One', 'Two'], []])
  })

  it('has the security of the document, unless it has its own', () => {
    expect([post?.security, get?.security]).toEqual([[{ key: [] }], []])
  })

  it('has body and responses with references followed, without extensions', () => {
    expect(post?.requestBody).toEqual({ value: { content: {} }, pointer: '#/components/requestBodies/A' })
    expect(post?.responses).toEqual([['200', { value: { description: 'Ok.' }, pointer: '#/components/responses/Ok' }]])
  })

  it('has the parameters of its path, of which its own replace those of the same place and name', () => {
    const types = get?.parameters.map(({ value }) => [value.in, value.name, (value.schema as { type: string }).type])
    expect(types).toEqual([
      ['path', 'id', 'string'],
      ['header', 'x-a', 'integer'],
      ['query', 'q', 'boolean'],
      ['query', 'id', 'string'],
    ])
  })

  it('may stand in a path item that is referred to', () => {
    expect([put?.path, put?.pointer]).toEqual(['/b', '#/components/pathItems/B/put'])
  })

  it('of a webhook has its name for a path', () => {
    expect(operationsOf(document, 'webhooks').map(({ id, path }) => [id, path])).toEqual([['postSold', 'sold']])
  })
})

test('a document without paths has no operations', () => {
  expect(operationsOf(read(''))).toEqual([])
})

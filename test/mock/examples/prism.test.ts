import net from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { createMock } from '../../../mock/examples/app.ts'
import { parseDocument } from '../../../openapi/read.ts'
import { operations } from '../../support/operations.ts'
import { startMock } from './served.ts'

const credit = `paths:
  /api/v1/credits/{credit_id}:
    get:
      operationId: getCredit
      tags: [Invoices]
      parameters:
        - { name: credit_id, in: path, required: true, schema: { type: integer, minimum: 1 } }
      responses:
        "200":
          description: The credit note.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Message" }
              examples:
                credit: { value: { message: Credited. } }
        "404": { $ref: "#/components/responses/InvoiceNotFound" }
  /api/v1/credits/newest:
    post:
      operationId: createCredit
      tags: [Invoices]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              minProperties: 2
              properties: { count: { type: integer, maximum: 9 }, memo: { type: string } }
      responses:
        "201": { description: Created. }
`

describe('a new operation', async () => {
  const mock = await startMock(['paths:\n', credit])

  test('is served without running the generator', async () => {
    const response = await mock.call('/api/v1/credits/7')
    expect([response.status, await response.json()]).toEqual([200, { message: 'Credited.' }])
    expect((await mock.call('/api/v1/credits/7', { token: false })).status).toBe(401)
    expect((await mock.call('/api/v1/credits/007')).status).toBe(404)
  })

  test('has a path that takes precedence over one with a parameter', async () => {
    const get = await mock.call('/api/v1/credits/newest')
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    const post = await mock.call('/api/v1/credits/newest', { json: { count: 9, memo: '' } })
    expect([post.status, post.headers.get('content-type'), await post.text()]).toEqual([201, null, ''])
  })

  test.each<[string, object, number, object]>([
    ['a field', { form: { count: '1e1', memo: 'x' } }, 422, { count: ['The count field must be an integer.'] }],
    ['the whole body', { json: { count: 1 } }, 422, { body: ['Request body must NOT have fewer than 2 properties.'] }],
  ])('refuses %s in the error schema, although it declares no 422', async (_, sent, status, errors) => {
    const response = await mock.call('/api/v1/credits/newest', sent)
    expect([response.status, await response.json()]).toMatchObject([status, { code: 'validation_failed', errors }])
  })
})

test('a changed schema takes effect', async () => {
  const mock = await startMock(['maximum: 100\n', 'maximum: 20\n'])
  const response = await mock.call('/api/v1/invoices?per_page=21')
  expect(await response.json()).toMatchObject({
    errors: { per_page: ['The per page field must not be greater than 20.'] },
  })
})

test('an example that violates its schema is sent and logged', async () => {
  const mock = await startMock(['value: { message: Token revoked. }', 'value: { massage: Token revoked. }'])
  const response = await mock.call('/api/v1/auth/revoke', { method: 'POST' })
  expect(await response.json()).toEqual({ massage: 'Token revoked.' })
  const [violation] = mock.logged.filter(({ event }) => event === 'contract_violation')
  expect(violation).toMatchObject({ operation: 'revokeToken', status: 200 })
  expect(violation?.error).toContain("must have required property 'message'")
})

test('the examples of openapi.yaml match their schemas', async () => {
  const mock = await startMock()
  for (const { method, path, body } of operations) await mock.call(path, { method, ...(body && { json: body }) })
  expect(mock.logged.filter(({ event }) => event !== 'request')).toEqual([])
})

test('no connection is opened', async () => {
  const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('the mock opened a connection')
  })
  const mock = await startMock()
  for (const { method, path, body } of operations) await mock.call(path, { method, ...(body && { json: body }) })
  await new Promise(resolve => setImmediate(resolve))
  expect(connect.mock.calls).toEqual([])
  expect(() => net.connect(9)).toThrow('the mock opened a connection')
  connect.mockRestore()
})

test('a document without operations is refused with its place', async () => {
  const empty = parseDocument('empty.yaml', 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n')
  await expect(createMock(empty, () => {})).rejects.toThrow('empty.yaml:3:1 #/paths: the document has no operations')
})

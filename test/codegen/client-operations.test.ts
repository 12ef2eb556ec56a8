import { expect, test } from 'vitest'
import { emitClientOperations } from '../../codegen/client-operations.ts'
import { DocumentError } from '../../openapi/document.ts'
import { parseDocument } from '../../openapi/read.ts'

const JSON_BODY = (schema: string) => `{ description: D, content: { application/json: { schema: ${schema} } } }`
const PAGE = JSON_BODY('{ $ref: "#/components/schemas/Page" }')
const ERROR = JSON_BODY('{ type: object, required: [message], properties: { message: { type: string } } }')

const HEAD = `openapi: 3.1.0
info: { title: T, version: "1" }
security: [{ bearer: [] }]
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    Base: { type: object }
    Page:
      type: object
      required: [data, first, next, total, isLast, open, either]
      properties:
        data: { type: array, items: { type: string } }
        first: { allOf: [{ $ref: "#/components/schemas/Base" }, { type: object }] }
        next: { type: [string, "null"] }
        total: { type: integer }
        isLast: { type: boolean }
        open: {}
        more: { type: string }
`

/** @param operation YAML of one `get /things` */
const emit = (operation: string, more = '') =>
  emitClientOperations(parseDocument('api.yaml', `${HEAD}paths:\n  /things:\n    get: ${operation}\n${more}`))

test('a body lists required properties of one type, without those that may be null or have no type', () => {
  expect(emit(`{ responses: { "200": ${PAGE} } }`)).toContain(
    `const body1: Body = { "data": [], "first": {}, "total": 0, "isLast": true }\n`,
  )
})

test('equal bodies are emitted once, and common responses separately', () => {
  const text = emit(
    `{ responses: { "200": ${PAGE}, "404": ${ERROR}, "500": ${ERROR} } }`,
    `    post: { responses: { "201": ${PAGE}, "500": ${ERROR} } }\n`,
  )
  expect(text).toContain("const commonResponses: Operation['responses'] = { 500: body2 }")
  expect(text).toContain(`  "GET /things": {\n    responses: { 200: body1, 404: body2 },\n  },\n`)
  expect(text).toContain(`  "POST /things": {\n    responses: { 201: body1 },\n  },\n`)
  expect(text).not.toContain('body3')
})

test('binary data is its media type, and an absent body is null', () => {
  expect(
    emit('{ responses: { "200": { description: D, content: { Application/PDF: {} } }, "304": { description: D } } }'),
  ).toContain('{ 200: "application/pdf", 304: null }')
})

test('an operation without security is public', () => {
  expect(emit(`{ security: [], responses: { "200": ${PAGE} } }`)).toContain('isPublic: true')
  expect(emit(`{ responses: { "200": ${PAGE} } }`)).not.toContain('isPublic: true')
})

test('an operation with an Idempotency-Key header, in any case, is keyed', () => {
  const taking = (name: string) =>
    emit(`{ parameters: [{ name: ${name}, in: header, schema: {} }], responses: { "200": ${PAGE} } }`)
  expect(taking('idempotency-key')).toContain('isKeyed: true')
  expect(taking('If-None-Match')).not.toContain('isKeyed: true')
})

test('a header is a number if a response declares an integer, otherwise text', () => {
  const response = (schema: string) =>
    `{ description: D, headers: { X-Left: { schema: ${schema} }, ETag: { schema: { type: string } } } }`
  expect(
    emit(`{ responses: { "200": ${response('{ const: "0" }')}, "404": ${response('{ type: integer }')} } }`),
  ).toContain(`export const declaredHeaders = {\n  "X-Left": Number,\n  "ETag": String,\n} as const\n`)
})

test.each([
  [
    'a range of statuses',
    `{ "2XX": ${PAGE} }`,
    'the client does not support 2XX. Declare each status code by its number.',
  ],
  ['a default', `{ default: ${PAGE} }`, 'the client does not support default. Declare each status code by its number.'],
  [
    'two media types',
    '{ "200": { description: D, content: { application/json: {}, text/csv: {} } } }',
    'the client supports only one media type in a response. Remove the others.',
  ],
])('%s is refused with its place', (_, responses, reason) => {
  const refused = () => emit(`{ responses: ${responses} }`)
  expect(refused).toThrow(DocumentError)
  expect(refused).toThrow(/^api\.yaml:\d+:\d+ #\/paths\/~1things\/get\/responses\/[^/]+: /)
  expect(refused).toThrow(reason)
})

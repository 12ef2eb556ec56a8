import { expect, test } from 'vitest'
import { createCoverage } from '../../../conformance/coverage/coverage.ts'
import type { ReceivedResponse } from '../../../conformance/exchange/exchange.ts'
import { operationsOf } from '../../../openapi/operations.ts'
import { parseDocument } from '../../../openapi/read.ts'

const document = parseDocument(
  'small.yaml',
  `openapi: 3.1.0
info: { title: Small, version: 1.0.0 }
paths:
  /a:
    get:
      operationId: getA
      responses:
        "200":
          description: A.
          headers:
            X-Always: { required: true, schema: { type: string } }
            X-Now: { schema: { type: string } }
          content:
            application/json: { schema: { $ref: "#/components/schemas/A" } }
        "204": { description: None. }
components:
  schemas:
    A:
      type: object
      required: [color, next, many]
      properties:
        color: { type: string, enum: [red, blue] }
        next: { anyOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }
        many: { type: array, items: { type: [integer, "null"] } }
        link: { type: string, format: uri }
    Unused: { type: string, enum: [x] }
`,
)
const operations = operationsOf(document)
const [operation] = operations

function response(status: number, json?: unknown, headers: Record<string, string> = {}): ReceivedResponse {
  const text = json === undefined ? '' : JSON.stringify(json)
  const type: [string, string][] = text ? [['content-type', 'application/json']] : []
  return {
    status,
    json,
    text,
    bytes: new TextEncoder().encode(text),
    headers: new Map([...type, ...Object.entries(headers)]),
  }
}

function unseenAfter(...responses: ReceivedResponse[]): string[] {
  const coverage = createCoverage(document, operations)
  for (const response of responses) if (operation) coverage.saw(operation, 'GET', response)
  return coverage.cells.filter(({ seen }) => seen === 0).map(({ name }) => name)
}

test('has a cell for each declared response, header and value', () => {
  expect(unseenAfter()).toEqual([
    'getA 200 application/json',
    'getA 200 X-Always',
    'getA 200 X-Now',
    'getA 200 X-Now absent',
    'getA 204 no body',
    '#/components/schemas/A/properties/link present',
    '#/components/schemas/A/properties/link absent',
    '#/components/schemas/A/properties/color enum "red"',
    '#/components/schemas/A/properties/color enum "blue"',
    '#/components/schemas/A/properties/next/anyOf/1 null',
    '#/components/schemas/A/properties/many/items null',
  ])
})

test('counts nested values', () => {
  const inner = { color: 'blue', next: null, many: [1, null], link: 'http://a/' }
  const first = response(200, { color: 'red', next: inner, many: [] }, { 'x-always': '1' })
  expect(unseenAfter(first, response(204))).toEqual(['getA 200 X-Now'])
  expect(unseenAfter(first, response(200, inner, { 'x-now': '1' }), response(204))).toEqual([])
})

test('the response to HEAD counts headers only', () => {
  const coverage = createCoverage(document, operations)
  if (operation) coverage.saw(operation, 'HEAD', response(200, undefined, { 'x-always': '1' }))
  const seen = coverage.cells.filter(cell => cell.seen > 0).map(({ name }) => name)
  expect(seen).toEqual(['getA 200 X-Always', 'getA 200 X-Now absent'])
})

test('returns the URIs of a response, also of a repeated one', () => {
  const coverage = createCoverage(document, operations)
  const given = response(200, { color: 'red', next: null, many: [], link: 'http://a/b' })
  const uris = [1, 2].map(() => operation && coverage.saw(operation, 'GET', given))
  expect(uris).toEqual([['http://a/b'], ['http://a/b']])
})

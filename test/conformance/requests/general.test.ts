import { describe, expect, test } from 'vitest'
import { type Shape, shapesOf } from '../../../conformance/contract/request-shape.ts'
import { baseBody, baseHeaders, baseQuery } from '../../../conformance/requests/base.ts'
import type { At, RawBody } from '../../../conformance/requests/case.ts'
import { casesOf } from '../../../conformance/requests/cases.ts'
import { createRequestValidator } from '../../../conformance/validation/request.ts'
import { parseDocument } from '../../../openapi/read.ts'

/** What the contract of this repository lacks: numbers, arrays and objects in bodies, required parameters, no examples, no x-input. */
const document = parseDocument(
  'other.yaml',
  `
openapi: 3.1.0
info: { title: Other, version: '1' }
paths:
  /orders/{key}:
    parameters:
      - { name: key, in: path, required: true, schema: { type: string, format: uuid } }
    put:
      operationId: putOrder
      parameters:
        - { name: mode, in: query, required: true, schema: { type: string, enum: [fast, slow] } }
        - { name: depth, in: query, required: true, schema: { type: number, exclusiveMinimum: 0, multipleOf: 0.5 } }
        - { name: dry, in: query, schema: { type: boolean } }
        - { name: X-Version, in: header, required: true, schema: { type: integer, minimum: 3 } }
      requestBody:
        required: true
        content:
          application/vnd.order+json:
            schema:
              allOf:
                - $ref: '#/components/schemas/Base'
              type: object
              required: [count, lines]
              properties:
                count: { type: integer, minimum: 2, maximum: 5 }
                price: { type: number, exclusiveMinimum: 0, maximum: 9.5 }
                gift: { type: boolean }
                tags: { type: array, minItems: 3, maxItems: 4, uniqueItems: true, items: { type: string } }
                code: { type: string, pattern: '^[A-Z]{3}-\\d{2}$' }
                due: { type: [string, 'null'], format: date-time }
                lines:
                  type: array
                  minItems: 1
                  maxItems: 3
                  items: { $ref: '#/components/schemas/Line' }
                place:
                  type: object
                  required: [x]
                  properties:
                    x: { type: integer, minimum: 3, maximum: 7 }
                    color: { type: string, enum: [red, green] }
                    day: { type: string, format: date }
                    size: { oneOf: [{ type: integer, minimum: 10, maximum: 20 }, { type: integer, minimum: 30, maximum: 40 }] }
                labels: { type: [string, array], minItems: 2, items: { type: string, minLength: 2, maxLength: 4 } }
                marks: { type: array, items: { type: string, pattern: '^[A-Z]{2}$' } }
                rates: { type: array, items: { type: number, minimum: 1, maximum: 8 } }
                kinds: { type: array, items: { type: string, enum: [old, new] } }
                payer:
                  oneOf:
                    - { type: object, required: [card], additionalProperties: false, properties: { card: { type: string, minLength: 4 } } }
                    - { type: string, format: email }
      responses: { default: { description: Anything. } }
  /notes:
    post:
      operationId: addNote
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { text: { type: string }, stars: { type: integer } } } } } }
      responses: { default: { description: Anything. } }
  /files:
    post:
      operationId: addFile
      requestBody: { content: { application/octet-stream: { schema: { type: string, format: binary } } } }
      responses: { default: { description: Anything. } }
components:
  schemas:
    Base: { type: object }
    Line:
      type: object
      required: [sku]
      properties:
        sku: { type: string, minLength: 2 }
        parts: { type: array, items: { $ref: '#/components/schemas/Line' } }
`,
)
const [putOrder, addNote, addFile] = shapesOf(document) as [Shape, Shape, Shape]
const at: At = { now: Date.parse('2026-11-22T12:00:00Z'), known: {} }
const validator = createRequestValidator(document)
const ids = { own: new Set<number>(), foreign: new Set<number>() }

describe('valid requests without examples', () => {
  test('have the required inputs, generated from the schemas', () => {
    expect(baseQuery(document, putOrder, at)).toBe('mode=fast&depth=0.5')
    expect(baseHeaders(document, putOrder, at)).toEqual({ 'X-Version': '3' })
    expect(baseBody(document, putOrder, at)).toEqual({
      type: 'application/vnd.order+json',
      bytes: '{"count":2,"lines":[{"sku":"xx"}]}',
    })
    expect(baseBody(document, addNote, at)).toEqual({ type: 'application/x-www-form-urlencoded', bytes: '' })
  })

  test('are accepted, also with every field', () => {
    const good = casesOf(document, putOrder, at).filter(({ name }) => name.startsWith('valid: '))
    expect(good.map(({ name }) => name)).toContain('valid: every field as application/vnd.order+json')
    for (const { name, recipe } of good) expect([name, verdict(recipe.body)]).toEqual([name, true])
  })
})

test.each([
  ['count', ['1', '2', '5', '6', '"2"', '2.0']],
  ['price', ['0', '9.5', '10.5', '1e400']],
  ['gift', ['true', 'false', '"text"', '1']],
  ['code', ['"AAA-00"', '""', '"text"']],
  ['due', ['null', '"2027-01-01T12:34:56+05:30"', '"2027-01-21T24:00:00Z"']],
  ['tags', ['["x","x1"]', '["x","x1","x2"]', '["x","x1","x2","x3"]', '["x","x1","x2","x3","x4"]']],
  ['lines', ['[]', '[{"sku":"xx"},{"sku":"xx"}]', '[true]']],
  ['payer', ['{"card":"xxxx"}', '{}', '{"card":"xxxx","unknown":1}', '{"card":{}}', '"someone@example.com"', '"@"']],
])('tries for %s among others %j', (name, texts) => {
  const bodies = casesOf(document, putOrder, at).map(({ recipe }) => String(recipe.body?.bytes))
  for (const text of texts) expect(bodies.some(body => body.includes(`"${name}":${text}`))).toBe(true)
})

test.each([
  ['place.x', ['3', '7'], ['2', '8']],
  ['place.color', ['"red"', '"green"'], ['"no-such-member"', '"RED"']],
  ['place.day', ['"2026-12-22"'], ['"tomorrow"']],
  ['place.size', ['10', '20', '30', '40'], ['9', '21', '29', '41']],
  ['labels.0', ['"xx"', '"xxxx"', '"😀😀😀😀"'], ['""', '"x"', '"xxxxx"', '"😀😀😀😀😀"']],
  ['marks.0', ['"AA"'], ['" "', '""']],
  ['rates.0', ['1', '8'], ['0', '9']],
  ['kinds.0', ['"old"', '"new"'], ['"no-such-member"']],
  ['lines.0.sku', ['"xx"'], ['"x"', '""']],
])('tries %s inside a field on both sides: %j is accepted, %j is not', (path, accepted, refused) => {
  expect(triedAt(path, true)).toEqual(expect.arrayContaining(accepted))
  expect(triedAt(path, false)).toEqual(expect.arrayContaining(refused))
})

test('a required parameter is part of every query', () => {
  const queries = casesOf(document, putOrder, at).filter(({ name }) => name.startsWith('query dry: '))
  expect(queries.length).toBeGreaterThan(10)
  for (const { recipe } of queries) expect(recipe.query).toMatch(/^mode=fast&depth=0.5/)
})

test('a required header is always sent, except in one case', () => {
  const given = casesOf(document, putOrder, at).filter(({ recipe }) => recipe.headers !== undefined)
  expect(given.filter(({ recipe }) => recipe.headers?.['Content-Encoding']).length).toBeGreaterThan(0)
  const without = given.filter(({ recipe }) => !('x-version' in lowerCase(recipe.headers)))
  expect(without.map(({ name }) => name)).toEqual(['header X-Version: left out'])
})

test('a form without JSON is tried as a form', () => {
  const bodies = casesOf(document, addNote, at).map(({ recipe }) => recipe.body?.bytes)
  expect(bodies).toContain('stars=0x10')
  expect(bodies).toContain('text=%00')
})

test('a binary body has no fields but a media type', () => {
  const names = casesOf(document, addFile, at).map(({ name }) => name)
  expect(names).toContain('media type: text/plain')
  expect(names.filter(name => /^(body|form) \w+:/.test(name))).toEqual([])
})

test('names are unique for any schema', () => {
  for (const shape of [putOrder, addNote, addFile]) {
    const names = casesOf(document, shape, at).map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
})

const lowerCase = (headers: object = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** What stands at a path of the bodies that are accepted, or of those that are not, as JSON texts. */
function triedAt(path: string, isAccepted: boolean): string[] {
  const [field, ...keys] = path.split('.')
  return casesOf(document, putOrder, at)
    .filter(({ name, recipe }) => name.startsWith(`body ${field}: with `) && verdict(recipe.body) === isAccepted)
    .map(({ recipe }) => JSON.parse(String(recipe.body?.bytes))[String(field)])
    .map(value => JSON.stringify(keys.reduce((part, key) => Object(part)[key], value)))
}

function verdict(body: RawBody | undefined = baseBody(document, putOrder, at)): boolean {
  const recipe = { query: baseQuery(document, putOrder, at), headers: baseHeaders(document, putOrder, at) }
  return validator.validate(putOrder, recipe, body, ids).accepted
}

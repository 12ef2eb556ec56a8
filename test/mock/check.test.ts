import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkDocument } from '../../mock/check.ts'
import { parseOpenApi } from '../../openapi/document.ts'

const yaml = readFileSync('openapi.yaml', 'utf8')
const check = (text: string) => checkDocument(parseOpenApi('api.yaml', text))

test('openapi.yaml is fit to be served', () => {
  expect(() => check(yaml)).not.toThrow()
})

const document = (rest: string) => `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
${rest}`

const responses = 'responses: { "200": { description: Fine. } }'

test.each([
  [
    'a number that is none, where a parameter has its schema',
    document(`      parameters: [{ name: n, in: query, schema: { type: integer, minimum: one } }]\n      ${responses}`),
    'api.yaml:6:67 #/paths/~1a/get/parameters/0/schema/minimum: must be number',
  ],
  [
    'an unknown type in a component',
    document(`      ${responses}\ncomponents:\n  schemas:\n    A:\n      type: strnig`),
    'api.yaml:10:7 #/components/schemas/A/type: must be equal to one of the allowed values',
  ],
  [
    'a schema deep inside another',
    document(`      ${responses}\ncomponents:\n  schemas:\n    A:\n      properties:\n        b: { maxLength: -1 }`),
    'api.yaml:11:14 #/components/schemas/A/properties/b/maxLength: must be >= 0',
  ],
  [
    'an input rule that is not kept',
    document(`      ${responses}\nx-input: { trim: false }`),
    'api.yaml:7:1 #/x-input: differs from the input rules that this version keeps',
  ],
  [
    'a reference that leads nowhere',
    document('      responses: { "200": { $ref: "#/components/responses/Lost" } }'),
    '#/paths/~1a/get/responses/200/$ref: #/components/responses/Lost is not in the document',
  ],
  [
    'a reference out of the document, which would be fetched',
    document(`      ${responses}\ncomponents:\n  schemas:\n    A: { $ref: "http://127.0.0.1:9/a.yaml" }`),
    '#/components/schemas/A/$ref: only references within the document are supported, not http://127.0.0.1:9/a.yaml',
  ],
])('refuses %s', (_, text, message) => {
  expect(() => check(text)).toThrow(message)
})

test('reads examples as values, whatever they look like', () => {
  const value = '{ $ref: nowhere, schema: { minimum: one } }'
  const example = `{ application/json: { schema: { default: ${value} }, examples: { e: { value: ${value} } } } }`
  expect(() => check(document(`      responses: { "200": { description: D., content: ${example} } }`))).not.toThrow()
})

test('knows a property called schema or value from the keyword', () => {
  const schemas =
    'components:\n  schemas:\n    A: { properties: { schema: { type: string }, value: { $ref: "#/nowhere" } } }'
  expect(() => check(document(`      ${responses}\n${schemas}`))).toThrow('#/nowhere is not in the document')
})

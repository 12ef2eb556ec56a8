import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** An operation on line 4. */
const refusals: [given: string, refusal: string][] = [
  ['{ responses: { 600: { description: "" } } }', '4:25 #/paths/~1a/get/responses/600: 600 is not a status'],
  ['{ responses: { 2xx: { description: "" } } }', '4:25 #/paths/~1a/get/responses/2xx: 2xx is not a status'],
  ['{ responses: [] }', '4:12 #/paths/~1a/get/responses: must be an object'],
  ['{ responses: { 200: ok } }', '4:25 #/paths/~1a/get/responses/200: must be an object'],
  [
    '{ responses: { 200: { $ref: "#/components/responses/No" } } }',
    '4:32 #/paths/~1a/get/responses/200/$ref: #/components/responses/No is not in the document',
  ],
  [
    '{ responses: { 200: { description: "", headers: { X: {} } } } }',
    '4:60 #/paths/~1a/get/responses/200/headers/X: needs a schema',
  ],
  [
    '{ responses: { 200: { description: "", headers: { X: { style: form, schema: { type: string } } } } } }',
    '4:65 #/paths/~1a/get/responses/200/headers/X/style: style form in a header is not supported',
  ],
  [
    '{ responses: { 200: { descripton: "" } } }',
    '4:32 #/paths/~1a/get/responses/200/descripton: descripton is not a field of the Response Object',
  ],
  ['{ respones: {} }', '4:12 #/paths/~1a/get/respones: respones is not a field of the Operation Object'],
  ['{ operationId: 5 }', '4:12 #/paths/~1a/get/operationId: must be a string'],
  ['{ operationId: "" }', '4:12 #/paths/~1a/get/operationId: must not be empty'],
  ['{ tags: [{ name: a }] }', '4:19 #/paths/~1a/get/tags/0: must be a string'],
  ['{ description: 5 }', '4:12 #/paths/~1a/get/description: must be a string'],
  ['{ deprecated: "yes" }', '4:12 #/paths/~1a/get/deprecated: must be a boolean'],
  ['{ tags: a }', '4:12 #/paths/~1a/get/tags: must be an array'],
  ['{ security: [{ none: [] }] }', '4:25 #/paths/~1a/get/security/0/none: none is not in components/securitySchemes'],
  ['{ security: none }', '4:12 #/paths/~1a/get/security: must be an array'],
  ['{ callbacks: {} }', '4:12 #/paths/~1a/get/callbacks: is not supported'],
  ['true', '4:5 #/paths/~1a/get: must be an object'],
]

test.each(refusals)('an operation %s is refused: %s', (given, refusal) => {
  expect(refusalOf(`paths:\n  /a:\n    get: ${given}\n`)).toBe(refusal)
})

import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** An operation on line 4. */
const refusals: [given: string, refusal: string][] = [
  [
    '{ responses: { 600: { description: "" } } }',
    '4:25 #/paths/~1a/get/responses/600: `600` is not a status code, a range such as 4XX, or default',
  ],
  [
    '{ responses: { 2xx: { description: "" } } }',
    '4:25 #/paths/~1a/get/responses/2xx: `2xx` is not a status code, a range such as 4XX, or default',
  ],
  ['{ responses: [] }', '4:12 #/paths/~1a/get/responses: `responses` must be an object, not []'],
  ['{ responses: { 200: ok } }', '4:25 #/paths/~1a/get/responses/200: `200` must be an object, not "ok"'],
  [
    '{ responses: { 200: { $ref: "#/components/responses/No" } } }',
    '4:32 #/paths/~1a/get/responses/200/$ref: #/components/responses/No is not in the document',
  ],
  [
    '{ responses: { 200: { description: "", headers: { X: {} } } } }',
    '4:60 #/paths/~1a/get/responses/200/headers/X: the Header Object needs `schema`',
  ],
  [
    '{ responses: { 200: { description: "", headers: { X: { style: form, schema: { type: string } } } } } }',
    '4:65 #/paths/~1a/get/responses/200/headers/X/style: `style` must be simple, not "form"',
  ],
  [
    '{ responses: { 200: { descripton: "" } } }',
    '4:32 #/paths/~1a/get/responses/200/descripton: `descripton` is not a field of the Response Object',
  ],
  ['{ respones: {} }', '4:12 #/paths/~1a/get/respones: `respones` is not a field of the Operation Object'],
  ['{ operationId: 5 }', '4:12 #/paths/~1a/get/operationId: `operationId` must be a string, not 5'],
  ['{ operationId: "" }', '4:12 #/paths/~1a/get/operationId: the operationId is empty'],
  ['{ tags: [{ name: a }] }', '4:19 #/paths/~1a/get/tags/0: an item of `tags` must be a string, not {"name":"a"}'],
  ['{ description: 5 }', '4:12 #/paths/~1a/get/description: `description` must be a string, not 5'],
  ['{ deprecated: "yes" }', '4:12 #/paths/~1a/get/deprecated: `deprecated` must be true or false, not "yes"'],
  ['{ tags: a }', '4:12 #/paths/~1a/get/tags: `tags` must be a list, not "a"'],
  [
    '{ security: [{ none: [] }] }',
    '4:25 #/paths/~1a/get/security/0/none: the security scheme none is not in components/securitySchemes',
  ],
  ['{ security: none }', '4:12 #/paths/~1a/get/security: `security` must be a list, not "none"'],
  ['{ callbacks: {} }', '4:12 #/paths/~1a/get/callbacks: `callbacks` is not supported'],
  ['true', '4:5 #/paths/~1a/get: `get` must be an object, not true'],
]

test.each(refusals)('an operation %s is refused: %s', (given, refusal) => {
  expect(refusalOf(`paths:\n  /a:\n    get: ${given}\n`)).toBe(refusal)
})

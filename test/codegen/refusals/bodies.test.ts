import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** A request body on line 5. */
const refusals: [given: string, refusal: string][] = [
  [
    '{ content: { multipart/form-data: { schema: { type: object } } } }',
    '5:33 #/paths/~1a/post/requestBody/content/multipart~1form-data: multipart/form-data is not supported',
  ],
  [
    '{ content: {} }',
    '5:7 #/paths/~1a/post/requestBody: the request body has no content. Add a media type with a schema.',
  ],
  ['{}', '5:7 #/paths/~1a/post/requestBody: the Request Body Object needs `content`'],
  ['[]', '5:7 #/paths/~1a/post/requestBody: `requestBody` must be an object, not []'],
  [
    '{ content: { application/json: { schema: { type: object } }, application/x-www-form-urlencoded: { schema: { type: object, properties: { a: {type: string} } } } } }',
    '5:81 #/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded: the schema is not the same as for application/json. Use the same schema for both.',
  ],
  [
    '{ content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: integer } } } } } }',
    '5:108 #/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/a: a field of type integer is not supported in a form. Use a string.',
  ],
  [
    '{ content: { application/x-www-form-urlencoded: { encoding: {}, schema: { type: object } } } }',
    '5:70 #/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding: `encoding` is not supported',
  ],
  [
    '{ content: { application/xml: { schema: { type: object } } } }',
    '5:33 #/paths/~1a/post/requestBody/content/application~1xml: a body of application/xml cannot be an object. Use application/json, or a string.',
  ],
  [
    '{ content: { image/png: { schema: { type: string, maxLength: 5 } } } }',
    '5:70 #/paths/~1a/post/requestBody/content/image~1png/schema/maxLength: `maxLength` is not supported in a body of image/png. Remove it.',
  ],
  [
    '{ content: { "*/*": { schema: { type: object } } } }',
    '5:42 #/paths/~1a/post/requestBody/content/*~1*/schema: a body of */* must be binary. Use `type: string` with `format: binary`.',
  ],
  [
    '{ content: { application/json: { schema: foo } } }',
    '5:53 #/paths/~1a/post/requestBody/content/application~1json/schema: `schema` must be a schema, not "foo"',
  ],
  [
    '{ content: { application/json: { shema: {} } } }',
    '5:53 #/paths/~1a/post/requestBody/content/application~1json/shema: `shema` is not a field of the Media Type Object',
  ],
  [
    '{ required: 1, content: { application/json: {} } }',
    '5:22 #/paths/~1a/post/requestBody/required: `required` must be true or false, not 1',
  ],
]

test.each(refusals)('a body %s is refused: %s', (given, refusal) => {
  expect(refusalOf(`paths:\n  /a:\n    post:\n      requestBody: ${given}\n`)).toBe(refusal)
})

const FORM = '#/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema'

/** Forms with a field that cannot be sent. */
test.each([
  ['{ allOf: [{ type: object, properties: { a: { type: integer } } }] }', `${FORM}/allOf/0/properties/a`, 'integer'],
  ['{ allOf: [{ $ref: "#/components/schemas/P" }] }', '#/components/schemas/P/properties/a', 'integer'],
  [
    '{ type: object, properties: { a: { anyOf: [{ type: integer }, { type: "null" }] } } }',
    `${FORM}/properties/a`,
    'integer',
  ],
  [
    '{ type: object, properties: { a: { oneOf: [{ type: string }, { type: boolean }] } } }',
    `${FORM}/properties/a`,
    'boolean',
  ],
  ['{ type: object, properties: { a: { enum: [1, 2] } } }', `${FORM}/properties/a`, 'integer'],
  ['{ type: object, properties: { a: { const: true } } }', `${FORM}/properties/a`, 'boolean'],
  ['{ type: object, properties: { a: { $ref: "#/components/schemas/N" } } }', `${FORM}/properties/a`, 'number'],
  ['{ type: object, additionalProperties: { type: integer } }', `${FORM}/additionalProperties`, 'integer'],
  ['{ type: object, anyOf: [{ properties: { a: { type: array } } }] }', `${FORM}/anyOf/0/properties/a`, 'array'],
])('a form %s is refused at %s: a field of type %s', (schema, place, type) => {
  const document = `paths:
  /a:
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: ${schema} } } }
components:
  schemas:
    P: { type: object, properties: { a: { type: integer } } }
    N: { $ref: "#/components/schemas/M" }
    M: { type: number }
`
  expect(refusalOf(document).replace(/^\d+:\d+ /, '')).toBe(
    `${place}: a field of type ${type} is not supported in a form. Use a string.`,
  )
})

test('a form with strings, enums and nullable fields is accepted', () => {
  const fields =
    '{ a: { type: string }, b: { enum: [x, y] }, c: { anyOf: [{ type: string }, { type: "null" }] }, d: {} }'
  const schema = `{ allOf: [{ type: object, properties: ${fields}, additionalProperties: { type: string } }] }`
  expect(
    refusalOf(
      `paths:\n  /a:\n    post:\n      requestBody: { content: { application/x-www-form-urlencoded: { schema: ${schema} } } }\n`,
    ),
  ).toBe('accepted')
})

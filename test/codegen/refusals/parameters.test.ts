import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** Parameters in a list on line 5. */
const refusals: [given: string, refusal: string][] = [
  [
    '{ name: a, in: query, schema: { type: string } }, { name: a, in: query, schema: { type: string } }',
    '5:70 #/paths/~1a/get/parameters/1: the query parameter a is listed twice',
  ],
  [
    '{ name: X-A, in: header, schema: { type: string } }, { name: x-a, in: header, schema: { type: string } }',
    '5:73 #/paths/~1a/get/parameters/1: the header parameter x-a is listed twice',
  ],
  [
    '{ name: a, in: query, style: deepObject, schema: { type: object } }',
    '5:42 #/paths/~1a/get/parameters/0/style: `style: deepObject` is not supported',
  ],
  [
    '{ name: a, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }',
    '5:42 #/paths/~1a/get/parameters/0/style: `style: pipeDelimited` is not supported',
  ],
  [
    '{ name: a, in: header, style: form, schema: { type: string } }',
    '5:43 #/paths/~1a/get/parameters/0/style: the style form is not supported in a header parameter',
  ],
  ['{ in: query, schema: { type: string } }', '5:20 #/paths/~1a/get/parameters/0: the Parameter Object needs `name`'],
  ['{ name: a, schema: { type: string } }', '5:20 #/paths/~1a/get/parameters/0: the Parameter Object needs `in`'],
  [
    '{ name: a, in: body, schema: { type: string } }',
    '5:31 #/paths/~1a/get/parameters/0/in: `in` must be path, query or header, not "body"',
  ],
  ['{ name: a, in: query }', '5:20 #/paths/~1a/get/parameters/0: the Parameter Object needs `schema`'],
  [
    '{ name: a, in: query, content: { application/json: {} } }',
    '5:42 #/paths/~1a/get/parameters/0/content: `content` is not supported',
  ],
  [
    '{ name: a, in: query, schema: { type: object } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a value of type object is not supported in a query parameter',
  ],
  [
    '{ name: a, in: query, schema: { type: [string, integer] } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a value that is sent as text must have exactly one type. Use string, integer, number or boolean.',
  ],
  [
    '{ name: a, in: query, requierd: true, schema: { type: string } }',
    '5:42 #/paths/~1a/get/parameters/0/requierd: `requierd` is not a field of the Parameter Object',
  ],
  [
    '{ name: a, in: query, required: "true", schema: { type: string } }',
    '5:42 #/paths/~1a/get/parameters/0/required: `required` must be true or false, not "true"',
  ],
  [
    '{ name: a, in: query, allowEmptyValue: true, schema: { type: string } }',
    '5:42 #/paths/~1a/get/parameters/0/allowEmptyValue: `allowEmptyValue` is not supported',
  ],
  [
    '{ name: a, in: cookie, schema: { type: array, items: { type: string } } }',
    '5:31 #/paths/~1a/get/parameters/0/in: `in: cookie` is not supported',
  ],
  [
    '{ name: a, in: query, schema: { type: array } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a list parameter needs items. Add items.',
  ],
  [
    '{ name: a, in: query, schema: { type: array, items: { type: string }, prefixItems: [{}] } }',
    '5:90 #/paths/~1a/get/parameters/0/schema/prefixItems: `prefixItems` is not supported',
  ],
  [
    '{ name: a, in: query, schema: { type: array, items: { type: string }, minItems: one } }',
    '5:90 #/paths/~1a/get/parameters/0/schema/minItems: `minItems` must be an integer of 0 or greater, not "one"',
  ],
  [
    '{ name: a, in: query, schema: { type: integer, default: x } }',
    '5:67 #/paths/~1a/get/parameters/0/schema/default: "x" is invalid: must be integer. Correct the value or the schema.',
  ],
  [
    '{ name: a, in: query, schema: { type: array, items: { type: integer }, default: [x] } }',
    '5:91 #/paths/~1a/get/parameters/0/schema/default: ["x"] is invalid: #/0 must be integer. Correct the value or the schema.',
  ],
  [
    '{ name: a, in: query, schema: { anyOf: [{ type: integer }, { type: boolean }], minimum: 3 } }',
    '5:99 #/paths/~1a/get/parameters/0/schema/minimum: minimum beside anyOf is not supported for a value that is sent as text. Move it into the schemas of anyOf.',
  ],
  [
    '{ $ref: "#/components/parameters/No" }',
    '5:22 #/paths/~1a/get/parameters/0/$ref: #/components/parameters/No is not in the document',
  ],
  ['{ $ref: "#/paths/~1a", name: a }', '5:22 #/paths/~1a/get/parameters/0/$ref: #/paths/~1a is not a Parameter Object'],
  [
    '{ name: toString, in: query, schema: { type: string } }',
    '5:20 #/paths/~1a/get/parameters/0: the name toString is not supported: all objects inherit it. Rename the parameter.',
  ],
  [
    '{ name: a, in: query, schema: { enum: [1, b] } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a value that is sent as text must have exactly one type. Use string, integer, number or boolean.',
  ],
  [
    '{ name: a, in: query, schema: { const: null } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a value that is sent as text must have exactly one type. Use string, integer, number or boolean.',
  ],
  [
    '{ name: a, in: query, schema: { type: "null" } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a value that is sent as text must have exactly one type. Use string, integer, number or boolean.',
  ],
  [
    '{ name: a, in: query, schema: { type: [array, string], items: { type: string } } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: a parameter that is a list or a value of type string is not supported. Use only a list, which may have a single item.',
  ],
  [
    '{ name: a, in: query, schema: { type: array, items: { type: [string, "null"] }, default: [null] } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: the default [null] cannot be sent as text. Correct the default, or declare its type.',
  ],
  [
    '{ name: a, in: query, schema: { default: 5 } }',
    '5:42 #/paths/~1a/get/parameters/0/schema: the default 5 cannot be sent as text. Correct the default, or declare its type.',
  ],
  [
    '{ name: a, in: query, schema: true }',
    '5:42 #/paths/~1a/get/parameters/0/schema: `schema` must be a schema, not true',
  ],
  [
    '{ name: a, in: query, schema: { type: string, maxLenght: 1 } }',
    '5:66 #/paths/~1a/get/parameters/0/schema/maxLenght: `maxLenght` is not a keyword of schemas',
  ],
]

test.each(refusals)('parameters %s are refused: %s', (given, refusal) => {
  expect(refusalOf(`paths:\n  /a:\n    get:\n      parameters: [${given}]\n`)).toBe(refusal)
})

test('a default from a reference must be valid against the keywords beside it', () => {
  const document = `paths:
  /a:
    get: { parameters: [{ name: a, in: query, schema: { $ref: "#/components/schemas/Many", maximum: 5 } }] }
components: { schemas: { Many: { type: integer, default: 9 } } }
`
  expect(refusalOf(document)).toBe(
    '4:47 #/paths/~1a/get/parameters/0/schema: 9 is invalid: must be <= 5. Correct the value or the schema.',
  )
})

import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** A document from its second line. */
const refusals: [given: string, refusal: string][] = [
  [
    `paths:
  /a/{id}:
    get:
      responses: { 200: { description: "" } }
`,
    '4:5 #/paths/~1a~1%7Bid%7D/get: the path parameter {id} of /a/{id} is not declared',
  ],
  [
    `paths:
  /a/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }, { name: no, in: path, required: true, schema: { type: string } }]
      responses: { 200: { description: "" } }
`,
    '5:86 #/paths/~1a~1%7Bid%7D/get/parameters/1: the path parameter no is not in the path /a/{id}',
  ],
  [
    `paths:
  /a/{id}:
    get:
      parameters: [{ name: id, in: path, schema: { type: string } }]
      responses: { 200: { description: "" } }
`,
    '5:20 #/paths/~1a~1%7Bid%7D/get/parameters/0: the path parameter id is not required',
  ],
  [
    `paths:
  /a:
    get: { operationId: x }
  /b:
    get: { operationId: x }
`,
    '6:5 #/paths/~1b/get: the operationId x is already used by GET /a',
  ],
  [
    `paths:
  /a/b:
    get: {}
  /a-b:
    get: {}
`,
    '6:5 #/paths/~1a-b/get: the operationId getAB is already used by GET /a/b',
  ],
  [
    `paths:
  /a/{x}:
    get: { parameters: [{ name: x, in: path, required: true, schema: { type: string } }] }
  /a/{y}:
    get: { parameters: [{ name: y, in: path, required: true, schema: { type: string } }] }
`,
    '5:3 #/paths/~1a~1%7By%7D: this is the same path as /a/{x}',
  ],
  [
    `paths:
  'a':
    get: {}
`,
    '3:3 #/paths/a: `a` is not a path that starts with /',
  ],
  [
    `paths:
  '/a/{b}.pdf':
    get: { parameters: [{ name: b, in: path, required: true, schema: {} }] }
`,
    '3:3 #/paths/~1a~1%7Bb%7D.pdf: the path segment {b}.pdf is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  '/a/{b':
    get: {}
`,
    '3:3 #/paths/~1a~1%7Bb: the path segment {b is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  '/a/*':
    get: {}
`,
    '3:3 #/paths/~1a~1*: the path segment * is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  '/a/:b':
    get: {}
`,
    '3:3 #/paths/~1a~1:b: the path segment :b is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  '/a?b':
    get: {}
`,
    '3:3 #/paths/~1a?b: the path segment a?b is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  '/{a}/{a}':
    get: {}
`,
    '3:3 #/paths/~1%7Ba%7D~1%7Ba%7D: the path has {a} twice',
  ],
  [
    `paths:
  '/{}':
    get: {}
`,
    '3:3 #/paths/~1%7B%7D: the path segment {} is not supported. Use either plain text or one {parameter} for the whole segment.',
  ],
  [
    `paths:
  /a:
    gte: {}
`,
    '4:5 #/paths/~1a/gte: `gte` is not a field of the Path Item Object',
  ],
  [
    `paths:
  /a:
    $ref: "#/components/pathItems/A"
    get: {}
components: { pathItems: { A: {} } }
`,
    '5:5 #/paths/~1a/get: `get` is not a field of the Reference Object',
  ],
  [
    `path: {}
`,
    '2:1 #/path: `path` is not a field of the OpenAPI Object',
  ],
  [
    `components: { schema: {} }
`,
    '2:15 #/components/schema: `schema` is not a field of the Components Object',
  ],
  [
    `paths: []
`,
    '2:1 #/paths: `paths` must be an object, not []',
  ],
  [
    `x-input: yes
`,
    '2:1 #/x-input: `x-input` must be an object, not "yes"',
  ],
  [
    `security: [{ a: [] }]
paths: { /a: { get: {} } }
`,
    '2:14 #/security/0/a: the security scheme a is not in components/securitySchemes',
  ],
  [
    `jsonSchemaDialect: https://json-schema.org/draft/2019-09/schema
`,
    '2:1 #/jsonSchemaDialect: only JSON Schema 2020-12 is supported',
  ],
  [
    `paths: { /a: { query: {} } }
`,
    '2:16 #/paths/~1a/query: `query` is not a field of the Path Item Object',
  ],
  [
    'components: { parameters: { Unused: { name: a, in: query, schema: { $ref: "#/nowhere" } } } }',
    '2:69 #/components/parameters/Unused/schema/$ref: #/nowhere is not in the document',
  ],
  ['x-input: { trimm: true }', '2:12 #/x-input/trimm: `trimm` is not a rule of x-input'],
  ['x-input: { trim: "yes" }', '2:12 #/x-input/trim: `trim` must be true or false, not "yes"'],
  [
    'x-input: { emptyIsAbsent: [body] }',
    '2:28 #/x-input/emptyIsAbsent/0: an item of `emptyIsAbsent` must be query or form, not "body"',
  ],
  [
    'x-input: { invalidPathId: "404" }',
    '2:12 #/x-input/invalidPathId: `invalidPathId` must be an integer from 400 to 499, not "404"',
  ],
  [
    'paths: { /a: { head: {} } }',
    '2:16 #/paths/~1a/head: `head` is not supported. Declare `get`: the router responds to HEAD in the same way.',
  ],
  ['paths: { /a: { description: 5 } }', '2:16 #/paths/~1a/description: `description` must be a string, not 5'],
  [
    `security: [{ key: oops }]
components: { securitySchemes: { key: { type: http, scheme: bearer } } }
paths: { /a: { get: {} } }`,
    '2:14 #/security/0/key: `key` must be a list, not "oops"',
  ],
  [
    `security: [{ key: [1] }]
components: { securitySchemes: { key: { type: http, scheme: bearer } } }
paths: { /a: { get: {} } }`,
    '2:20 #/security/0/key/0: an item of `key` must be a string, not 1',
  ],
  [
    'components: { securitySchemes: { key: { type: apiKey, in: header, name: K } } }',
    '2:41 #/components/securitySchemes/key/type: the generator supports only bearer tokens, not apiKey. Use `type: http` with `scheme: bearer`.',
  ],
  [
    'components: { securitySchemes: { o: { type: oauth2, flows: {} } } }',
    '2:39 #/components/securitySchemes/o/type: the generator supports only bearer tokens, not oauth2. Use `type: http` with `scheme: bearer`.',
  ],
  [
    `paths:
  /x: { get: { tags: [A] } }
  /u/me: { get: { tags: [B] } }
  /u/{id}: { get: { tags: [A], parameters: [{ name: id, in: path, required: true, schema: { type: string } }] } }
`,
    '4:12 #/paths/~1u~1me/get: /u/{id} has an earlier tag, so it would receive these requests. Give both operations the same tag.',
  ],
]

test.each(refusals)('a document %j is refused: %s', (given, refusal) => {
  expect(refusalOf(given)).toBe(refusal)
})

test.each([
  'components: { examples: { Unused: { value: { $ref: "https://example.com/a" } } } }',
  'components: { schemas: { A: { type: object, default: { $ref: "#/nowhere" } } } }',
  'components: { schemas: { A: { type: object, example: { $ref: 5 }, examples: [{ $ref: a }] } } }',
])('a value that only looks like a reference is accepted: %s', given => {
  expect(refusalOf(given)).toBe('accepted')
})

test('a reference in a default response is checked', () => {
  expect(refusalOf('paths: { /a: { get: { responses: { default: { $ref: "#/nowhere" } } } } }')).toBe(
    '2:47 #/paths/~1a/get/responses/default/$ref: #/nowhere is not in the document',
  )
})

import { expect, test } from 'vitest'
import { isObject } from '../../openapi/json.ts'
import { follow } from '../../openapi/pointer.ts'
import { loadDocument, parseDocument, readDocument } from '../../openapi/read.ts'
import { vocabulary } from '../../openapi/vocabulary.ts'
import { walk } from '../../openapi/walk.ts'
import { refusalsOf } from './refusals.ts'

/** An operation on line 4, columns 10 and on. */
const operation = (fields: string, method = 'get') => `paths:\n  /a:\n    ${method}: ${fields}\n`

test('the contract is accepted', () => {
  expect(loadDocument('openapi.yaml').at('#/paths/~1api~1v1~1me/get/operationId')).toBe('getMe')
})

test('all refusals are given in the order of the document', () => {
  const text = `components:
  schemas: { A: { not: {} } }
  links: {}
paths:
  /a: { get: { callbacks: {}, responses: { 200: {} } } }
`
  expect(refusalsOf(text)).toEqual([
    '3:19 #/components/schemas/A/not: `not` is not supported',
    '4:3 #/components/links: `links` is not supported',
    '6:16 #/paths/~1a/get/callbacks: `callbacks` is not supported',
    '6:44 #/paths/~1a/get/responses/200: the Response Object needs `description`',
  ])
})

test('the first refusal is thrown with what to write instead', () => {
  expect(() =>
    parseDocument('a.yaml', 'openapi: 3.1.0\ninfo: { title: T, version: "1", licence: { name: MIT } }'),
  ).toThrow('a.yaml:2:33 #/info/licence: `licence` is not a field of the Info Object. Did you mean `license`?')
})

/** An object of each kind. */
const everyKind = `openapi: 3.1.0
info: { title: T, version: "1", contact: { name: x }, license: { name: x } }
servers: [{ url: "http://{v}", variables: { v: { default: x } } }]
tags: [{ name: T, externalDocs: { url: x } }]
security: [{ s: [] }]
x-input: { trim: true }
paths:
  /a:
    patch:
      parameters: [{ name: q, in: query, schema: {}, examples: { e: { value: x } } }]
      requestBody: { content: { application/json: {} } }
      responses: { 200: { $ref: "#/components/responses/R" }, 201: { description: x, headers: { H: { schema: {} } } } }
components:
  schemas: { A: { properties: { k: {} }, discriminator: { propertyName: k } } }
  responses: { R: { description: x } }
  securitySchemes: { s: { type: oauth2, flows: { clientCredentials: { tokenUrl: x, scopes: {} } } } }
`

test('an unknown field is refused in every kind of object', () => {
  const { document, refusals } = readDocument('a.yaml', everyKind)
  expect(refusals).toEqual([])
  const nodes = [...walk(document.root)]
  expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(Object.keys(vocabulary)))
  for (const { pointer } of nodes) {
    const root = structuredClone(document.root)
    const object = follow(root, pointer)
    if (isObject(object)) object.stray = 'x'
    const { refusals } = readDocument('a.json', JSON.stringify(root))
    expect(refusals.map(({ pointer }) => pointer)).toContain(`${pointer}/stray`)
  }
})

test.each([
  ['', 'a.yaml:1:1 #: this is not an OpenAPI document'],
  ['- openapi: 3.1.0', 'a.yaml:1:1 #: this is not an OpenAPI document'],
  ['a: [', 'a.yaml:1:5 the closing ] is missing or not indented. Add or indent it.'],
])('%j is not a document', (text, message) => {
  expect(() => readDocument('a.yaml', text)).toThrow(message)
})

test('a file that is not there is named', () => {
  expect(() => loadDocument('none.yaml')).toThrow('none.yaml: cannot be read (ENOENT)')
})

test.each(['3.1.0', '3.1.1', '3.1.12'])('OpenAPI %s is read', version => {
  expect(readDocument('a.yaml', `openapi: ${version}\ninfo: { title: T, version: "1" }`).refusals).toEqual([])
})

test.each([
  ['openapi: 3.0.3', '#/openapi', 'only OpenAPI 3.1 is supported, not "3.0.3"'],
  ['openapi: 3.1.0-rc0', '#/openapi', 'only OpenAPI 3.1 is supported, not "3.1.0-rc0"'],
  ['openapi: 3.10.0', '#/openapi', 'only OpenAPI 3.1 is supported, not "3.10.0"'],
  ['openapi: 3.1', '#/openapi', 'only OpenAPI 3.1 is supported, not 3.1'],
  ['swagger: "2.0"', '#/swagger', 'only OpenAPI 3.1 is supported, not Swagger 2.0'],
  ['info: { title: T, version: "1" }', '#', 'the document has no `openapi` field'],
  [
    'openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2019-09/schema',
    '#/jsonSchemaDialect',
    'only JSON Schema 2020-12 is supported',
  ],
])('%s is refused', (text, pointer, reason) => {
  expect(readDocument('a.yaml', text).refusals).toContainEqual(expect.objectContaining({ pointer, reason }))
})

test.each([
  operation(
    '{ parameters: [{ name: a, in: query, explode: true, schema: { type: array, items: { type: string } } }] }',
  ),
  operation('{ parameters: [{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }] }'),
  operation('{ security: [], responses: { 2XX: { description: a }, default: { description: b, x-internal: true } } }'),
  'paths:\n  /a/{b}:\n    parameters: [{ name: b, in: path, required: true, schema: {} }]\n    get: {}\n  x-internal: true',
  'webhooks: { paid: { post: { requestBody: { content: { application/json: { schema: {} } } } } } }',
  'servers: [{ url: "https://{host}", variables: { host: { default: a, enum: [a, b] } } }]',
  `components:
  securitySchemes:
    bearer: { type: http, scheme: bearer, bearerFormat: opaque }
    key: { type: apiKey, in: header, name: X-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://a/, scopes: { read: all } } } }
security: [{ bearer: [] }, { key: [], oauth: [read] }, {}]
`,
  'components: { responses: { A: { $ref: "#/components/responses/B", description: of A }, B: { description: b } } }',
  'x-input: { trim: true, emptyIsAbsent: [query, form], invalidPathId: 404, maxBodyBytes: 10 }',
])('%s is accepted', text => {
  expect(refusalsOf(text)).toEqual([])
})

test.each([
  [operation('{}', 'gte'), '4:5 #/paths/~1a/gte: `gte` is not a field of the Path Item Object'],
  [operation('{ sumary: a }'), '4:12 #/paths/~1a/get/sumary: `sumary` is not a field of the Operation Object'],
  [operation('{ tags: a }'), '4:12 #/paths/~1a/get/tags: `tags` must be a list, not "a"'],
  [
    operation('{ deprecated: "yes" }'),
    '4:12 #/paths/~1a/get/deprecated: `deprecated` must be true or false, not "yes"',
  ],
  [operation('{ operationId: "" }'), '4:12 #/paths/~1a/get/operationId: the operationId is empty'],
  [
    operation('{ responses: { 2xx: { description: a } } }'),
    '4:25 #/paths/~1a/get/responses/2xx: `2xx` is not a status code, a range such as 4XX, or default',
  ],
  [
    operation('{ parameters: [{ name: a, in: cookie, schema: {} }] }'),
    '4:36 #/paths/~1a/get/parameters/0/in: `in: cookie` is not supported',
  ],
  [
    operation('{ parameters: [{ name: a, in: body, schema: {} }] }'),
    '4:36 #/paths/~1a/get/parameters/0/in: `in` must be path, query or header, not "body"',
  ],
  [
    operation('{ parameters: [{ name: a, in: query, style: deepObject, schema: {} }] }'),
    '4:47 #/paths/~1a/get/parameters/0/style: `style: deepObject` is not supported',
  ],
  [
    operation('{ parameters: [{ name: a, in: query, style: simple, schema: {} }] }'),
    '4:47 #/paths/~1a/get/parameters/0/style: the style simple is not supported in a query parameter',
  ],
  [
    operation('{ parameters: [{ name: a, in: query, explode: false, schema: {} }] }'),
    '4:47 #/paths/~1a/get/parameters/0/explode: a list in one query parameter is not supported',
  ],
  [
    operation('{ parameters: [{ name: a, in: query, content: {} }] }'),
    '4:47 #/paths/~1a/get/parameters/0/content: `content` is not supported',
  ],
  [
    operation('{ parameters: [{ name: X-A, in: header, schema: {} }, { name: x-a, in: header, schema: {} }] }'),
    '4:64 #/paths/~1a/get/parameters/1: the header parameter x-a is listed twice',
  ],
  [
    operation('{ requestBody: { content: { multipart/form-data: {} } } }'),
    '4:38 #/paths/~1a/get/requestBody/content/multipart~1form-data: multipart/form-data is not supported',
  ],
  [
    operation('{ security: [{ none: [] }] }'),
    '4:25 #/paths/~1a/get/security/0/none: the security scheme none is not in components/securitySchemes',
  ],
  [
    'paths: { /a: { get: { operationId: x }, put: { operationId: x } } }',
    '2:41 #/paths/~1a/put: the operationId x is already used by GET /a',
  ],
  ['paths: { a: {} }', '2:10 #/paths/a: `a` is not a path that starts with /'],
  ['paths: { "/{a}": { get: {} } }', '2:20 #/paths/~1%7Ba%7D/get: the path parameter {a} of /{a} is not declared'],
  ['paths: { "/{a}": {}, "/{b}": {} }', '2:22 #/paths/~1%7Bb%7D: this is the same path as /{a}'],
  ['paths: { "/{a}/{a}": {} }', '2:10 #/paths/~1%7Ba%7D~1%7Ba%7D: the path has {a} twice'],
  [
    operation('{ parameters: [{ name: no, in: path, required: true, schema: {} }] }'),
    '4:25 #/paths/~1a/get/parameters/0: the path parameter no is not in the path /a',
  ],
  [
    'components: { parameters: { A: { name: a, in: path, schema: {} } } }',
    '2:29 #/components/parameters/A: the path parameter a is not required',
  ],
  [
    'components: { responses: { A: { $ref: "#/components/responses/B" } } }',
    '2:33 #/components/responses/A/$ref: #/components/responses/B is not in the document',
  ],
  [
    'components: { responses: { A: { $ref: "#/components/schemas/B" } }, schemas: { B: {} } }',
    '2:33 #/components/responses/A/$ref: #/components/schemas/B is not a Response Object',
  ],
  [
    'components: { responses: { A: { $ref: other.yaml } } }',
    '2:33 #/components/responses/A/$ref: only references within the document are supported, not other.yaml',
  ],
  [
    'components: { responses: { A: { $ref: "#/components/responses/B" }, B: { $ref: "#/components/responses/A" } } }',
    '2:33 #/components/responses/A/$ref: #/components/responses/B is a circular reference',
  ],
  [
    'components: { responses: { A: { $ref: "#/components/responses/B", headers: {} }, B: { description: b } } }',
    '2:67 #/components/responses/A/headers: `headers` is not a field of the Reference Object',
  ],
  [
    'components: { examples: { A: { externalValue: https://a/ } } }',
    '2:32 #/components/examples/A/externalValue: `externalValue` is not supported',
  ],
  [
    'components: { securitySchemes: { a: { type: http, scheme: basic } } }',
    '2:51 #/components/securitySchemes/a/scheme: the scheme basic is not supported',
  ],
  [
    'components: { securitySchemes: { a: { type: openIdConnect } } }',
    '2:39 #/components/securitySchemes/a/type: `type: openIdConnect` is not supported',
  ],
  [
    'components: { securitySchemes: { a: { type: apiKey, in: query } } }',
    '2:34 #/components/securitySchemes/a: a security scheme of type apiKey needs `name`',
  ],
  [
    'servers: [{ url: "https://{host}", variables: { host: { default: c, enum: [a, b] } } }]',
    '2:57 #/servers/0/variables/host/default: the default c is not in the enum',
  ],
  [
    'components: { securitySchemes: { a: { type: oauth2, flows: { implicit: { scopes: {} } } } } }',
    '2:62 #/components/securitySchemes/a/flows/implicit: the flow implicit needs `authorizationUrl`',
  ],
  [
    'components: { securitySchemes: { a: { type: oauth2, flows: { password: { scopes: {} } } } } }',
    '2:62 #/components/securitySchemes/a/flows/password: the flow password needs `tokenUrl`',
  ],
  [
    'components: { securitySchemes: { a: { type: oauth2, flows: { clientCredentials: { scopes: {} } } } } }',
    '2:62 #/components/securitySchemes/a/flows/clientCredentials: the flow clientCredentials needs `tokenUrl`',
  ],
  [
    'components: { securitySchemes: { a: { type: oauth2, flows: { authorizationCode: { tokenUrl: x, scopes: {} } } } } }',
    '2:62 #/components/securitySchemes/a/flows/authorizationCode: the flow authorizationCode needs `authorizationUrl`',
  ],
  ['info: { title: T }', '2:1 #/info: the Info Object needs `version`'],
  ['x-input: { trim: 1 }', '2:12 #/x-input/trim: `trim` must be true or false, not 1'],
  ['x-input: { trimm: true }', '2:12 #/x-input/trimm: `trimm` is not a rule of x-input'],
  ['x-inputs: {}', '2:1 #/x-inputs: `x-inputs` is not a listed extension'],
])('%s is refused', (text, refusal) => {
  expect(refusalsOf(text)[0]).toBe(refusal)
})

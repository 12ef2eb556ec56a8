import { describe, expect, it, test } from 'vitest'
import { DocumentError, loadDocument, parseOpenApi, resolve } from '../../openapi/document.ts'

/** What is thrown, as one line. */
function thrownBy(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof DocumentError) return error.message
    throw error
  }
  return 'nothing'
}

test.each(['3.1.0', '3.1.1', '3.1.2-rc'])('OpenAPI %s is read', version => {
  expect(parseOpenApi('a.yaml', `openapi: ${version}`).root).toEqual({ openapi: version })
})

test.each([
  ['', '1:1 #: is not an OpenAPI document'],
  ['hello', '1:1 #: is not an OpenAPI document'],
  ['- openapi: 3.1.0', '1:1 #: is not an OpenAPI document'],
  ['info: {}', '1:1 #: only OpenAPI 3.1 is supported, this says nothing'],
  ['info: {}\nopenapi: 3.0.3', '2:1 #/openapi: only OpenAPI 3.1 is supported, this says "3.0.3"'],
  ['openapi: 3.2.0', '1:1 #/openapi: only OpenAPI 3.1 is supported, this says "3.2.0"'],
  ['openapi: 3.10.0', '1:1 #/openapi: only OpenAPI 3.1 is supported, this says "3.10.0"'],
  ['openapi: 3.1', '1:1 #/openapi: only OpenAPI 3.1 is supported, this says 3.1'],
  ['openapi:', '1:1 #/openapi: only OpenAPI 3.1 is supported, this says null'],
  ['swagger: "2.0"', '1:1 #/swagger: only OpenAPI 3.1 is supported, this says swagger 2.0'],
  [
    'openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2019-09/schema',
    '2:1 #/jsonSchemaDialect: only JSON Schema 2020-12 is supported',
  ],
])('%j is refused: %s', (text, refusal) => {
  expect(thrownBy(() => parseOpenApi('a.yaml', text))).toBe(`a.yaml:${refusal}`)
})

test.each([
  'https://spec.openapis.org/oas/3.1/dialect/base',
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft/2020-12/schema#',
])('the dialect %s is read', dialect => {
  expect(parseOpenApi('a.yaml', `openapi: 3.1.0\njsonSchemaDialect: ${dialect}`).root.jsonSchemaDialect).toBe(dialect)
})

test('a file that is not there is named', () => {
  expect(thrownBy(() => loadDocument('none.yaml'))).toBe('none.yaml: cannot be read (ENOENT)')
})

test('the contract is read from its file', () => {
  expect(loadDocument('openapi.yaml').at('#/paths/~1api~1v1~1me/get/operationId')).toBe('getMe')
})

test('refuse names file, line, column, pointer and reason', () => {
  const document = parseOpenApi('folder/a.yaml', 'openapi: 3.1.0\ninfo:\n  title: T')
  expect(thrownBy(() => document.refuse('#/info/title', 'is dull'))).toBe('folder/a.yaml:3:3 #/info/title: is dull')
})

describe('resolve', () => {
  const document = parseOpenApi(
    'a.yaml',
    `openapi: 3.1.0
a: { $ref: '#/b' }
b: { $ref: '#/c~1d', title: beside }
c/d: { type: string }
yes: true
no: false
loop: { $ref: '#/pool' }
pool: { $ref: '#/loop' }
self: { $ref: '#/self' }
list: []
`,
  )
  const from = ($ref: unknown) => resolve(document, { value: { $ref } as never, pointer: '#/a' })

  it.each([
    ['#/a', '#/c~1d', { type: 'string' }],
    ['#/c~1d', '#/c~1d', { type: 'string' }],
    ['#/yes', '#/yes', {}],
    ['#/no', '#/no', { not: {} }],
  ])('follows %s to %s', (start, pointer, value) => {
    expect(from(start)).toEqual({ pointer, value })
  })

  it('gives what refers to nothing as it is', () => {
    const located = { value: { type: 'string' }, pointer: '#/x' }
    expect(resolve(document, located)).toEqual(located)
  })

  it.each([
    [3, '2:6 #/a/$ref: must be a string'],
    ['#/none', '2:6 #/a/$ref: #/none is not in the document'],
    ['#/list', '2:6 #/a/$ref: #/list is not in the document'],
    ['#/%zz', '2:6 #/a/$ref: #/%zz is not in the document'],
    ['b.yaml#/a', '2:6 #/a/$ref: only references within the document are supported, not b.yaml#/a'],
    ['b', '2:6 #/a/$ref: only references within the document are supported, not b'],
    ['#/loop', '8:9 #/pool/$ref: #/loop refers to itself'],
    ['#/self', '9:9 #/self/$ref: #/self refers to itself'],
  ])('refuses %j', ($ref, refusal) => {
    expect(thrownBy(() => from($ref))).toBe(`a.yaml:${refusal}`)
  })
})

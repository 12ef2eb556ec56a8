import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../review/diff/read.ts'

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n'
const schema = (text: string) => `${HEAD}paths: {}\ncomponents: { schemas: { A: ${text} } }\n`

describe('refuses in one line', () => {
  test.each([
    ['broken YAML', 'a: [', /^a\.yaml:\d+:\d+ /],
    ['a text', 'hello', /^a\.yaml:1:1 #: is not an OpenAPI document$/],
    ['nothing', '', /^a\.yaml:1:1 #: is not an OpenAPI document$/],
    ['another kind of document', 'a: 1', /^a\.yaml:1:1 #: only OpenAPI 3\.1 is supported, this says nothing$/],
    ['Swagger', 'swagger: "2.0"', /^a\.yaml:1:1 #\/swagger: only .*, this says swagger 2\.0$/],
    ['OpenAPI 3.0', 'openapi: 3.0.3', /#\/openapi: only .*, this says "3\.0\.3"$/],
    ['OpenAPI 4', 'openapi: 4.0.0', /#\/openapi: only .*, this says "4\.0\.0"$/],
    ['no version', 'openapi: 3.1.0\ninfo: { title: T }', /^a\.yaml:2:1 #\/info: needs an info\.version$/],
    ['a key twice', `${HEAD}info: {}`, /^a\.yaml:3:1 Map keys must be unique$/],
    [
      'a reference that leads nowhere',
      schema('{ $ref: "#/components/schemas/B" }'),
      /^a\.yaml:4:\d+ #\/components\/schemas\/A\/\$ref: #\/components\/schemas\/B is not in the document$/,
    ],
    ['a reference to itself', schema('{ $ref: "#/components/schemas/A" }'), /refers to itself$/],
    [
      'a reference to another file',
      schema('{ $ref: b.yaml }'),
      /only references within the document are supported, not b\.yaml$/,
    ],
  ])('%s', (_, text, line) => {
    expect(() => readDocument('a.yaml', text)).toThrow(line)
    expect(() => readDocument('a.yaml', text)).toThrow(expect.not.stringContaining('\n') as never)
  })
})

test('reads a version that YAML takes for a number', () => {
  expect(readDocument('a.yaml', 'openapi: 3.1.1\ninfo: { version: 1.0 }\npaths: {}').version).toBe('1')
})

test('what only looks like a reference is none', () => {
  const text = schema(
    '{ properties: { $ref: { type: string } }, default: { $ref: x }, examples: [{ $ref: y }], x-a: { $ref: z } }',
  )
  expect(readDocument('a.yaml', text).root).toBeDefined()
})

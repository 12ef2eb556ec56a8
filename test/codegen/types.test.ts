import { expect, test } from 'vitest'
import { emitTypes } from '../../codegen/types.ts'
import { parseDocument } from '../../openapi/read.ts'

const typesOf = (fields: string) =>
  emitTypes(parseDocument('api.yaml', `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${fields}`))
const schema = (text: string) =>
  `components: { schemas: { A: ${text}, B: { type: object, properties: { k: { const: b } } } } }`

test.each([
  ['bytes are a Blob', '{ type: string, format: binary }', 'A: Blob;'],
  [
    'a property with a default may be left out',
    '{ type: object, properties: { a: { type: string, default: x } } }',
    'a?: string;',
  ],
  ['a required one may not', '{ type: object, required: [a], properties: { a: { type: string } } }', 'a: string;'],
  [
    'a mapping may name a component',
    '{ oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: k, mapping: { b: B } } }',
    'A: components["schemas"]["B"];',
  ],
])('%s', async (_, given, want) => {
  expect(await typesOf(schema(given))).toContain(want)
})

test('a header is optional unless it is required, even if it is a reference', async () => {
  const types = await typesOf(`paths:
  /a:
    get:
      responses:
        "200":
          description: D
          headers: { X-May: { $ref: "#/components/headers/May" }, X-Must: { $ref: "#/components/headers/Must" } }
components:
  headers:
    May: { schema: { type: string } }
    Must: { required: true, schema: { type: string } }
`)
  expect(types).toContain('"X-May"?: string;')
  expect(types).toContain('"X-Must": components["headers"]["Must"];')
})

test('the document itself is not changed', async () => {
  const document = parseDocument(
    'api.yaml',
    `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${schema('{ oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: k, mapping: { b: B } } }')}`,
  )
  const before = structuredClone(document.root)
  await emitTypes(document)
  expect(document.root).toEqual(before)
})

test('each schema has a type with the same name', async () => {
  const types = await typesOf('components: { schemas: { A: { type: string }, a-b: {}, operations: {} } }')
  expect(types.match(/^export type .*components.*$/gm)).toEqual([
    'export type A = components["schemas"]["A"];',
    'export type a_b = components["schemas"]["a-b"];',
    'export type operations_2 = components["schemas"]["operations"];',
  ])
})

test('text in an example that looks like a reference is not followed', async () => {
  const given = schema('{ type: object, properties: { a: { type: string } }, example: { $ref: "#/nowhere" } }')
  expect(await typesOf(given)).toContain('a?: string;')
})

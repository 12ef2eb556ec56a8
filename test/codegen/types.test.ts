import { expect, test } from 'vitest'
import { emitTypes } from '../../codegen/types.ts'
import { parseDocument } from '../../openapi/read.ts'

const typesOf = (fields: string) =>
  emitTypes(parseDocument('api.yaml', `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${fields}`))
const schema = (text: string) =>
  `components: { schemas: { A: ${text}, B: { type: object, properties: { k: { const: b } } } } }`

test.each([
  ['bytes are a Blob', '{ type: string, format: binary }', 'type A = Blob;'],
  [
    'a property with a default may be left out',
    '{ type: object, properties: { a: { type: string, default: x } } }',
    'a?: string;',
  ],
  ['a required one may not', '{ type: object, required: [a], properties: { a: { type: string } } }', 'a: string;'],
  [
    'a mapping may name a component',
    '{ oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: k, mapping: { b: B } } }',
    'type A = components["schemas"]["B"];',
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

test('each schema has a type with the same name, an object an interface', async () => {
  const types = await typesOf(`components:
  schemas:
    A: { type: string, description: Text. }
    a-b: {}
    operations: {}
    O: { type: object, description: An object., properties: { a: { $ref: "#/components/schemas/A" }, o: { $ref: "#/components/schemas/O" } } }
    Both: { allOf: [{ $ref: "#/components/schemas/O" }, { type: object, properties: { b: { type: string } } }] }
`)
  expect(types).toContain(`    schemas: {
        A: A;
        "a-b": a_b;
        operations: operations_2;
        O: O;
        Both: Both;
    };`)
  expect(types.slice(types.indexOf('/** @description Text. */'))).toBe(`/** @description Text. */
export type A = string;
export type a_b = unknown;
export type operations_2 = unknown;
/** @description An object. */
export interface O {
    a?: components["schemas"]["A"];
    o?: components["schemas"]["O"];
}
export type Both = components["schemas"]["O"] & {
    b?: string;
};
`)
})

test('responses and operations have names of their own, which are not exported', async () => {
  const types = await typesOf(`paths:
  /a:
    get: { operationId: getA, responses: { "200": { $ref: "#/components/responses/A" } } }
components:
  responses: { A: { description: Fine. } }
  schemas: { AResponse: { type: object, properties: { b: { type: string } } } }
`)
  expect(types).toMatch(/^ {4}responses: \{\n {8}A: AResponse_2;$/m)
  expect(types).toMatch(/^ {4}getA: GetAOperation;$/m)
  expect(types.match(/^(export )?interface \w+/gm)).toEqual([
    'export interface paths',
    'export interface components',
    'export interface operations',
    'export interface AResponse',
    'interface AResponse_2',
    'interface GetAOperation',
  ])
})

test('text in an example that looks like a reference is not followed', async () => {
  const given = schema('{ type: object, properties: { a: { type: string } }, example: { $ref: "#/nowhere" } }')
  expect(await typesOf(given)).toContain('a?: string;')
})

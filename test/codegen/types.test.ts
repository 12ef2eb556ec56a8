import { describe, expect, test } from 'vitest'
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

describe('an enum that is marked x-extensible', () => {
  test('is one of the listed values, or another string', async () => {
    const types = await typesOf(`components:
  schemas:
    Status: { type: string, enum: [paid, "it's"], x-extensible: true }
    Nullable: { type: [string, "null"], enum: [paid, null], x-extensible: true }
    Closed: { type: string, enum: [paid], x-extensible: false }
`)
    expect(types).toContain('type Status = "paid" | "it\'s" | (string & {});')
    expect(types).toContain('type Nullable = "paid" | (string & {}) | null;')
    expect(types).toContain('type Closed = "paid";')
  })

  const operation = `
paths:
  /a:
    post:
      operationId: postA
      parameters:
        - { name: s, in: query, schema: { $ref: "#/components/schemas/Status" } }
        - { name: t, in: query, schema: { type: string, enum: [x], x-extensible: true } }
        - { $ref: "#/components/parameters/Shared" }
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Sent" } } } }
      responses:
        "200": { description: D, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } }
components:
  parameters:
    Shared: { name: u, in: query, schema: { type: array, items: { $ref: "#/components/schemas/Status" } } }
  schemas:
    Status: { type: string, enum: [a], x-extensible: true }
    StatusInput: { type: integer }
    Item: { type: object, properties: { status: { $ref: "#/components/schemas/Status" }, next: { $ref: "#/components/schemas/Item" } } }
    Other: { type: object, properties: { a: { type: string } } }
    Page: { type: object, properties: { item: { $ref: "#/components/schemas/Item" }, other: { $ref: "#/components/schemas/Other" } } }
    Sent: { type: object, properties: { item: { $ref: "#/components/schemas/Item" }, other: { $ref: "#/components/schemas/Other" } } }
`

  test('allows only the listed values in requests', async () => {
    const types = await typesOf(operation)
    expect(types).toContain('s?: components["schemas"]["StatusInput_"];')
    expect(types).toContain('t?: "x";')
    expect(types).toMatch(/Shared: components\["schemas"\]\["StatusInput_"\]\[\];/)
    expect(types).toContain('export type StatusInput_ = "a";')
    expect(types).toContain('export type Status = "a" | (string & {});')
  })

  test('has a second type only for schemas that requests and responses share', async () => {
    const types = await typesOf(operation)
    const interfaceOf = (name: string) => new RegExp(`interface ${name} \\{[^}]*\\}`).exec(types)?.[0]
    expect(interfaceOf('Sent')).toContain('item?: components["schemas"]["ItemInput"];')
    expect(interfaceOf('ItemInput')).toContain('next?: components["schemas"]["ItemInput"];')
    expect(interfaceOf('Page')).toContain('item?: components["schemas"]["Item"];')
    expect(interfaceOf('Item')).toContain('status?: components["schemas"]["Status"];')
    expect(types).not.toMatch(/OtherInput|SentInput|PageInput/)
  })

  test('in a webhook is open in what the API sends', async () => {
    const types = await typesOf(`webhooks:
  paid:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Status" } } } }
      responses: { "204": { description: D } }
components: { schemas: { Status: { type: string, enum: [a], x-extensible: true } } }
`)
    expect(types).toContain('"application/json": components["schemas"]["Status"];')
    expect(types).not.toContain('StatusInput')
  })
})

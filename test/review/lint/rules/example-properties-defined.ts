import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelled property, also a nested one',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Page" }, examples: { one: { $ref: "#/components/examples/page" } } } } } }
components:
  examples:
    page:
      value: { data: [{ id: 1, nmae: x }], more: 1 }
  schemas:
    Page: { properties: { data: { type: array, items: { allOf: [{ properties: { id: {} } }, { anyOf: [{ properties: { name: {} } }] }] } } } }
`,
      [
        '9:44 The example has a property more that no schema defines',
        '9:32 The example has a property nmae that no schema defines',
      ],
    ],
  ],
  passes: [
    [
      'defined in an alternative',
      `
components:
  schemas:
    Thing:
      properties: { id: {} }
      anyOf: [{ $ref: "#/components/schemas/Thing" }, { properties: { name: {} } }]
      example: { id: 1, name: x }
`,
    ],
    [
      'a map, an object without properties and a closed object',
      `
components:
  schemas:
    Thing:
      properties:
        a: { additionalProperties: { properties: { b: {} } } }
        c: { type: object }
        d: { properties: { e: {} }, additionalProperties: false }
      example: { a: { x: { b: 1 } }, c: { y: 1 }, d: { f: 1 } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'properties without an example, whatever their type says',
      `
components:
  schemas:
    Thing:
      properties:
        a: { type: string }
        b: { type: [integer, "null"], format: int32 }
        c: { type: string, format: date }
        d: { type: boolean }
        e: { enum: [x, y] }
        f: { type: integer, default: 1 }
`,
      [
        '6:9 The property a has no example',
        '7:9 The property b has no example',
        '8:9 The property c has no example',
        '9:9 The property d has no example',
        '10:9 The property e has no example',
        '11:9 The property f has no example',
      ],
    ],
    [
      'a property that only an example of a response shows',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" }, example: { name: x } } } } }
components:
  schemas:
    Thing:
      properties:
        name: { type: string }
`,
      ['10:9 The property name has no example'],
    ],
    [
      'a reference to a schema without an example',
      `
components:
  schemas:
    Id: { type: integer }
    Thing:
      properties:
        id: { $ref: "#/components/schemas/Id" }
        other: { anyOf: [{ $ref: "#/components/schemas/Id" }, { type: "null" }] }
`,
      ['7:9 The property id has no example', '8:9 The property other has no example'],
    ],
    [
      'an array of values without an example, and an object without properties',
      `
components:
  schemas:
    Thing:
      properties:
        names: { type: array, items: { type: string } }
        counts: { type: object, additionalProperties: { type: integer } }
        empty: { type: string, examples: [] }
`,
      [
        '6:9 The property names has no example',
        '7:9 The property counts has no example',
        '8:9 The property empty has no example',
      ],
    ],
  ],
  passes: [
    [
      'an example of its own, by either keyword',
      `
components:
  schemas:
    Id: { type: integer }
    Thing:
      properties:
        a: { type: string, examples: [x] }
        b: { type: string, example: x }
        c: { $ref: "#/components/schemas/Id", examples: [1] }
        d: { anyOf: [{ $ref: "#/components/schemas/Id" }, { type: "null" }], examples: [1] }
        e: { type: object, additionalProperties: { type: integer }, examples: [{ x: 1 }] }
`,
    ],
    [
      'an example of the schema that it refers to',
      `
components:
  schemas:
    Id: { type: integer, examples: [1] }
    Key: { $ref: "#/components/schemas/Id" }
    Thing:
      properties:
        a: { $ref: "#/components/schemas/Id" }
        b: { $ref: "#/components/schemas/Key" }
        c: { allOf: [{ $ref: "#/components/schemas/Id" }, { maximum: 5 }] }
        d: { anyOf: [{ $ref: "#/components/schemas/Id" }, { type: "null" }] }
        e: { type: array, items: { $ref: "#/components/schemas/Id" } }
`,
    ],
    [
      'constants, and objects and arrays of objects, whose properties have examples',
      `
components:
  schemas:
    Thing:
      properties:
        a: { const: x }
        b: { properties: { c: { type: string, examples: [x] } } }
        c: { type: array, items: { $ref: "#/components/schemas/Thing" } }
        d: { $ref: "#/components/schemas/Thing" }
`,
    ],
    [
      'a document with a broken reference, which another rule reports',
      `
components:
  schemas:
    Thing:
      properties:
        name: { type: string }
        other: { $ref: "#/none" }
`,
    ],
  ],
}

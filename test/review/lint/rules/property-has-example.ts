import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a text that nothing shows',
      `
components:
  schemas:
    Thing:
      properties:
        name: { type: string }
        age: { type: [integer, "null"], format: int32 }
`,
      ['6:9 No example shows a value of name', '7:9 No example shows a value of age'],
    ],
    [
      'one that is shown as null only',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" }, example: { name: null } } } } }
components:
  schemas:
    Thing:
      properties:
        name: { type: [string, "null"] }
`,
      ['10:9 No example shows a value of name'],
    ],
    [
      'a list of what nothing shows',
      `
components:
  schemas:
    Thing:
      properties:
        names: { type: array, items: { type: string } }
`,
      ['6:9 No example shows a value of names'],
    ],
  ],
  passes: [
    [
      'shown in an answer, deep down',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Page" }, examples: { one: { $ref: "#/components/examples/page" } } } } } }
components:
  examples: { page: { value: { data: [{ name: x, part: { size: 3 } }] } } }
  schemas:
    Page: { properties: { data: { type: array, items: { $ref: "#/components/schemas/Thing" } } } }
    Thing:
      allOf:
        - { properties: { name: { type: string } } }
        - { anyOf: [{ properties: { part: { additionalProperties: { type: integer }, properties: { size: { type: integer } } } } }] }
`,
    ],
    [
      'evident by itself',
      `
components:
  schemas:
    Thing:
      properties:
        a: { type: boolean }
        b: { enum: [x, y] }
        c: { const: x }
        d: { type: string, format: date }
        e: { type: string, examples: [x] }
        f: { type: [boolean, "null"] }
        g: { type: array, items: { type: boolean } }
        h: { anyOf: [{ type: string, format: date }, { type: "null" }] }
        i: { $ref: "#/components/schemas/Thing" }
        j: { type: integer, default: 1 }
`,
    ],
    [
      'shown by the schema around it',
      `
components:
  schemas:
    Thing:
      properties:
        name: { type: string }
      example: { name: x }
`,
    ],
    [
      'not judged while a reference is broken',
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

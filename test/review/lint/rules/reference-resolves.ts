import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt name',
      `
paths:
  /things:
    get:
      responses: { "403": { $ref: "#/components/responses/Forbiden" } }
components:
  responses: { Forbidden: { description: No. } }
`,
      ['5:29 #/components/responses/Forbiden is not in the document'],
    ],
    [
      'another file',
      `
components:
  schemas:
    Thing:
      $ref: other.yaml#/Thing
`,
      ['5:7 other.yaml#/Thing is not in the document'],
    ],
    [
      'a text, and nothing at all',
      `
components:
  schemas:
    Thing:
      properties:
        a: { $ref: "#/openapi" }
        b: { $ref: "#/none" }
`,
      ['6:14 #/openapi is not in the document', '7:14 #/none is not in the document'],
    ],
    [
      'a circle',
      `
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/A" }
`,
      ['4:10 #/components/schemas/B refers to itself', '5:10 #/components/schemas/A refers to itself'],
    ],
  ],
  passes: [
    [
      'a name, a chain, a boolean and a schema within itself',
      `
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { type: object, properties: { a: { $ref: "#/components/schemas/A" }, any: { $ref: "#/components/schemas/Any" } } }
    Any: true
`,
    ],
    [
      'a value that looks like one',
      `
components:
  schemas:
    Thing:
      example: { $ref: "#/none" }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a nested value in an example of content',
      `
paths:
  /things:
    get:
      responses:
        "200":
          description: x
          content:
            application/json:
              schema: { type: object, properties: { names: { type: array, items: { type: string } } } }
              example:
                names:
                  - a
                  - Note: b
`,
      ['14:21 The example value {"Note":"b"} is invalid: must be string'],
    ],
    [
      'a referenced example, at its own place',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { enum: [a, b] }, examples: { e: { $ref: "#/components/examples/e" } } } } } }
components:
  examples:
    e:
      value: c
`,
      ['9:7 The example value "c" is invalid: must be one of a, b'],
    ],
    [
      'examples of a parameter, a header and a schema',
      `
components:
  parameters: { P: { name: p, in: query, schema: { type: integer }, example: x } }
  headers: { H: { schema: { type: string, format: date }, example: 2026-02-30 } }
  schemas: { Thing: { type: integer, examples: [1, x], example: true } }
`,
      [
        '3:69 The example value "x" is invalid: must be integer',
        '4:59 The example value "2026-02-30" is invalid: must match format "date"',
        '5:56 The example value true is invalid: must be integer',
        '5:52 The example value "x" is invalid: must be integer',
      ],
    ],
    [
      'a missing property',
      `
components:
  schemas:
    Thing:
      required: [a]
      example: {}
`,
      ["6:7 The example value {} is invalid: must have required property 'a'"],
    ],
    [
      'what is required in this direction',
      `
paths:
  /people:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Person" }, example: { id: 1 } } } }
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Person" }, example: { secret: b } } } } }
components:
  schemas:
    Person:
      required: [id, secret]
      properties: { id: { readOnly: true }, secret: { writeOnly: true } }
`,
      [
        `5:102 The example value {"id":1} is invalid: must have required property 'secret'`,
        `6:125 The example value {"secret":"b"} is invalid: must have required property 'id'`,
      ],
    ],
  ],
  passes: [
    [
      'what is required only in requests or only in responses',
      `
paths:
  /people:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Person" }, example: { name: a, secret: b } } } }
      responses: { "200": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Person" }, example: { id: 1, name: a } } } } }
components:
  schemas:
    Person:
      allOf: [{ properties: { id: { readOnly: true } } }]
      required: [id, name, secret]
      properties: { name: { type: string }, secret: { type: string, writeOnly: true } }
      example: { name: a }
`,
    ],
    [
      'valid examples',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { type: string, format: date }, example: 2026-02-28 }, a/b: { example: 3 } } } }
`,
    ],
    [
      'a schema that cannot be compiled',
      `
components:
  schemas:
    Thing:
      pattern: "["
      example: 3
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an example of content, deep down',
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
      ['14:21 In an example {"Note":"b"} is not valid here: must be string'],
    ],
    [
      'one by name, at its own place',
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
      ['9:7 In an example "c" is not valid here: must be one of a, b'],
    ],
    [
      'of a parameter, a header and a schema',
      `
components:
  parameters: { P: { name: p, in: query, schema: { type: integer }, example: x } }
  headers: { H: { schema: { type: string, format: date }, example: 2026-02-30 } }
  schemas: { Thing: { type: integer, examples: [1, x], example: true } }
`,
      [
        '3:69 In an example "x" is not valid here: must be integer',
        '4:59 In an example "2026-02-30" is not valid here: must match format "date"',
        '5:56 In an example true is not valid here: must be integer',
        '5:52 In an example "x" is not valid here: must be integer',
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
      ["6:7 In an example {} is not valid here: must have required property 'a'"],
    ],
  ],
  passes: [
    [
      'what the schema accepts',
      `
paths:
  /things:
    get:
      responses: { "200": { description: x, content: { application/json: { schema: { type: string, format: date }, example: 2026-02-28 }, a/b: { example: 3 } } } }
`,
    ],
    [
      'what no schema can judge',
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

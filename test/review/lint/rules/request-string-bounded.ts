import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'properties, items and a map',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                a: { type: string }
                b: { items: { type: [string, "null"], format: uri } }
              additionalProperties: { type: string, pattern: "^a+$" }
`,
      [
        '10:17 A request string has no maximum length',
        '12:15 A request string has no maximum length',
        '11:22 A request string has no maximum length',
      ],
    ],
    [
      'parameters',
      `
paths:
  /things/{key}:
    parameters:
      - { name: key, in: path, schema: { type: string } }
    get:
      parameters:
        - { name: X-Key, in: header, schema: { type: string, minLength: 1 } }
`,
      ['5:32 A request string has no maximum length', '8:38 A request string has no maximum length'],
    ],
    [
      'an alternative behind a reference',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              anyOf: [{ type: string, maxLength: 3 }, { $ref: "#/components/schemas/Text" }]
components: { schemas: { Text: { type: string } } }
`,
      ['10:26 A request string has no maximum length'],
    ],
  ],
  passes: [
    [
      'each kind of limit',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                a: { type: string, maxLength: 3 }
                b: { type: string, enum: [x] }
                c: { type: string, const: x }
                d: { type: string, format: date-time }
                e: { type: string, pattern: "^[A-Z]{3}$" }
`,
    ],
    [
      'a limit beside a reference and in allOf',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                a: { $ref: "#/components/schemas/Text", maxLength: 3 }
                b: { allOf: [{ type: string }, { maxLength: 3 }] }
                c: { maxLength: 3, oneOf: [{ type: string }] }
components: { schemas: { Text: { type: string } } }
`,
    ],
    [
      'a response, and a header that HTTP defines',
      `
paths:
  /things:
    get:
      parameters: [{ name: If-None-Match, in: header, schema: { type: string } }]
      responses: { "200": { description: x, content: { text/plain: { schema: { type: string } } } } }
`,
    ],
  ],
}

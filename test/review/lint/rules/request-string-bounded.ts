import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a body, a list of it and a map',
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
        '12:15 A string of a request has no bound',
        '10:17 A string of a request has no bound',
        '11:22 A string of a request has no bound',
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
        - { name: q, in: query, content: { text/plain: { schema: { type: string } } } }
`,
      [
        '5:32 A string of a request has no bound',
        '8:38 A string of a request has no bound',
        '9:58 A string of a request has no bound',
      ],
    ],
    [
      'one of two alternatives, behind a reference',
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
      ['10:26 A string of a request has no bound'],
    ],
  ],
  passes: [
    [
      'each kind of bound',
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
      'a bound around a reference and in an allOf',
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
      'what is answered, and a header of HTTP',
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

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a body and an object in it',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                part: { type: object, properties: { a: { type: boolean } } }
`,
      [
        '8:13 An object of a request takes properties that it does not name',
        '11:17 An object of a request takes properties that it does not name',
      ],
    ],
  ],
  passes: [
    [
      'closed by itself, and around an allOf',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              additionalProperties: false
              properties:
                part: { allOf: [{ properties: { a: { type: boolean } } }], unevaluatedProperties: false }
`,
    ],
    [
      'a map, and what is answered',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              additionalProperties: { type: boolean }
      responses: { "200": { description: x, content: { application/json: { schema: { properties: { a: { type: boolean } } } } } } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a request body and an object in it',
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
      ['8:13 A request object accepts undefined properties', '11:17 A request object accepts undefined properties'],
    ],
  ],
  passes: [
    [
      'closed directly, and beside allOf',
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
                part: { allOf: [{ properties: { a: { type: boolean } } }], additionalProperties: false }
`,
    ],
    [
      'a map, and a response',
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

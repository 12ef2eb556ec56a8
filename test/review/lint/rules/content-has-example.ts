import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a response',
      `
paths:
  /things:
    get:
      responses: { "200": { description: Things., content: { application/json: { schema: { type: object } } } } }
`,
      ['5:62 The content has no example'],
    ],
    [
      'a request body with empty examples',
      `
paths:
  /things:
    post:
      requestBody: { content: { application/json: { examples: {} } } }
`,
      ['5:33 The content has no example'],
    ],
  ],
  passes: [
    [
      'example, examples, or an example in the schema',
      `
paths:
  /things:
    get:
      responses:
        "200": { description: x, content: { a/a: { example: null }, a/b: { examples: { e: { value: 1 } } }, a/c: { schema: { $ref: "#/components/schemas/Thing" } } } }
components:
  schemas: { Thing: { type: string, examples: [x] } }
`,
    ],
  ],
}

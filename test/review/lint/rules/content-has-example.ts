import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an answer',
      `
paths:
  /things:
    get:
      responses: { "200": { description: Things., content: { application/json: { schema: { type: object } } } } }
`,
      ['5:62 Content has no example'],
    ],
    [
      'a body with an empty list of examples',
      `
paths:
  /things:
    post:
      requestBody: { content: { application/json: { examples: {} } } }
`,
      ['5:33 Content has no example'],
    ],
  ],
  passes: [
    [
      'one of its own, some by name, one of its schema',
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

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'missing status codes',
      `
paths:
  /things:
    post:
      operationId: createThing
      requestBody: { content: {} }
      responses: { "422": { description: Wrong. } }
`,
      ['7:7 createThing has a request body but does not declare 400, 413, 415'],
    ],
  ],
  passes: [
    [
      'all four',
      `
paths:
  /things:
    post:
      requestBody: { content: {} }
      responses: { "400": { description: Broken. }, "413": { description: Large. }, "415": { description: What? }, "422": { description: Wrong. } }
`,
    ],
    [
      'no request body',
      `
paths:
  /things:
    post: { responses: {} }
`,
    ],
  ],
}

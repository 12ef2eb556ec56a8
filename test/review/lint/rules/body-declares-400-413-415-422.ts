import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a body',
      `
paths:
  /things:
    post:
      operationId: createThing
      requestBody: { content: {} }
      responses: { "422": { description: Wrong. } }
`,
      ['7:7 createThing reads a body and does not declare 400, 413, 415'],
    ],
  ],
  passes: [
    [
      'one that declares all four',
      `
paths:
  /things:
    post:
      requestBody: { content: {} }
      responses: { "400": { description: Broken. }, "413": { description: Large. }, "415": { description: What? }, "422": { description: Wrong. } }
`,
    ],
    [
      'an operation without a body',
      `
paths:
  /things:
    post: { responses: {} }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'none of them',
      `
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: Things. } }
`,
      ['6:7 listThings can be rate limited, fail or be unavailable but does not declare 429, 500, 503'],
    ],
    [
      'one is missing',
      `
paths:
  /things:
    get:
      responses: { "429": { description: Later. }, "500": { description: Ours. } }
`,
      ['5:7 getThings can be rate limited, fail or be unavailable but does not declare 503'],
    ],
    [
      'no responses',
      `
paths:
  /things:
    get: {}
`,
      ['4:5 getThings can be rate limited, fail or be unavailable but does not declare 429, 500, 503'],
    ],
  ],
  passes: [
    [
      'all three',
      `
paths:
  /things:
    get:
      responses: { "429": { description: Later. }, "500": { description: Ours. }, "503": { description: Later. } }
`,
    ],
  ],
}

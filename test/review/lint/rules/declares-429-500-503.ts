import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an operation that never fails',
      `
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: Things. } }
`,
      ['6:7 listThings may be refused, fail or be down and does not declare 429, 500, 503'],
    ],
    [
      'one that is never down',
      `
paths:
  /things:
    get:
      responses: { "429": { description: Later. }, "500": { description: Ours. } }
`,
      ['5:7 getThings may be refused, fail or be down and does not declare 503'],
    ],
    [
      'one without responses',
      `
paths:
  /things:
    get: {}
`,
      ['4:5 getThings may be refused, fail or be down and does not declare 429, 500, 503'],
    ],
  ],
  passes: [
    [
      'one that declares all three',
      `
paths:
  /things:
    get:
      responses: { "429": { description: Later. }, "500": { description: Ours. }, "503": { description: Later. } }
`,
    ],
  ],
}

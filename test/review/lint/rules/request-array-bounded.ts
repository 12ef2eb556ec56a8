import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a nested array',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: array
              maxItems: 3
              items: { type: array, items: { type: boolean } }
`,
      ['11:15 A request array has no maximum length'],
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
                a: { type: array, maxItems: 3 }
                b: { enum: [[]], type: array }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an array, also in one',
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
      ['11:15 An array of a request has no bound'],
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
                a: { type: array, maxItems: 3 }
                b: { type: array, prefixItems: [true], items: false }
                c: { enum: [[]], type: array }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt extension',
      `
components:
  schemas:
    Thing:
      x-additon: true
`,
      ['5:7 Nobody reads x-additon'],
    ],
    [
      'x-input where nobody reads it',
      `
info:
  x-input: { trim: true }
`,
      ['3:3 x-input is read at the root of the document only'],
    ],
  ],
  passes: [
    [
      'those of the house and of others',
      `
x-input: { trim: true }
components:
  schemas:
    Thing: { x-addition: true, x-internal: true }
`,
    ],
  ],
}

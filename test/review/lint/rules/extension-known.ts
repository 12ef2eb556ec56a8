import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelled extension',
      `
components:
  schemas:
    Thing:
      x-additon: true
`,
      ['5:7 The extension x-additon is not known'],
    ],
    [
      'x-input in the wrong place',
      `
info:
  x-input: { trim: true }
`,
      ['3:3 x-input has an effect at the root of the document only'],
    ],
  ],
  passes: [
    [
      'known and foreign extensions',
      `
x-input: { trim: true }
components:
  schemas:
    Thing: { x-addition: true, x-internal: true }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a class that is not closed, an escape that is none',
      `
components:
  schemas:
    Thing:
      properties:
        a: { pattern: "^[A-Z{3}$" }
        b: { pattern: '^\\-$' }
`,
      [
        '6:14 The pattern ^[A-Z{3}$ is no regular expression: Unterminated character class',
        '7:14 The pattern ^\\-$ is no regular expression: Invalid escape',
      ],
    ],
    [
      'a name of properties',
      `
components:
  schemas:
    Thing:
      patternProperties: { "(": true }
`,
      ['5:28 The pattern ( is no regular expression: Unterminated group'],
    ],
  ],
  passes: [
    [
      'what ECMAScript reads',
      `
components:
  schemas:
    Thing:
      properties:
        a: { pattern: '^\\p{L}{1,3}$' }
      patternProperties: { "^x-": true }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an unclosed class and an invalid escape',
      `
components:
  schemas:
    Thing:
      properties:
        a: { pattern: "^[A-Z{3}$" }
        b: { pattern: '^\\-$' }
`,
      [
        '6:14 The pattern ^[A-Z{3}$ is not a regular expression: Unterminated character class',
        '7:14 The pattern ^\\-$ is not a regular expression: Invalid escape',
      ],
    ],
    [
      'in patternProperties',
      `
components:
  schemas:
    Thing:
      patternProperties: { "(": true }
`,
      ['5:28 The pattern ( is not a regular expression: Unterminated group'],
    ],
  ],
  passes: [
    [
      'valid patterns',
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

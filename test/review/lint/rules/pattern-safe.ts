import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a repetition of a repetition',
      `
components:
  schemas:
    Thing:
      pattern: "^([A-Z]+)+$"
`,
      ['5:7 The pattern ^([A-Z]+)+$ has an ambiguous repetition: text that almost matches takes exponential time'],
    ],
  ],
  passes: [
    [
      'a repetition with a separator',
      `
components:
  schemas:
    Thing:
      pattern: "^[a-z]+(-[a-z]+)*$"
`,
    ],
    [
      'an invalid pattern',
      `
components:
  schemas:
    Thing:
      pattern: "(a+)+("
`,
    ],
  ],
}

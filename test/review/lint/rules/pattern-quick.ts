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
      ['5:7 The pattern ^([A-Z]+)+$ repeats a repetition, so that a text that nearly matches takes exponential time'],
    ],
  ],
  passes: [
    [
      'turns that begin with what ends the one before',
      `
components:
  schemas:
    Thing:
      pattern: "^[a-z]+(-[a-z]+)*$"
`,
    ],
    [
      'what is no pattern is not judged',
      `
components:
  schemas:
    Thing:
      pattern: "(a+)+("
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'members that are not named',
      `
components:
  schemas:
    Thing:
      type: string
      enum: [low, high, urgent]
      description: From \`low\` to urgent.
`,
      ['6:7 The description does not name `high`, `urgent`'],
    ],
    [
      'no description',
      `
components:
  schemas:
    Thing:
      enum: [1, 2]
`,
      ['5:7 The description does not name `1`, `2`'],
    ],
  ],
  passes: [
    [
      'each named',
      `
components:
  schemas:
    Thing:
      enum: [low, high, null]
      description: "\`low\`: later. \`high\`: now."
`,
    ],
    [
      'one alone',
      `
components:
  schemas:
    Thing:
      enum: [low, null]
`,
    ],
  ],
}

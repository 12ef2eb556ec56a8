import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'values that are not explained',
      `
components:
  schemas:
    Thing:
      type: string
      enum: [low, high, urgent]
      description: From \`low\` to urgent.
`,
      ['6:7 The description does not explain `high`, `urgent`'],
    ],
    [
      'no description',
      `
components:
  schemas:
    Thing:
      enum: [1, 2]
`,
      ['5:7 The description does not explain `1`, `2`'],
    ],
  ],
  passes: [
    [
      'each explained',
      `
components:
  schemas:
    Thing:
      enum: [low, high, null]
      description: "\`low\`: later. \`high\`: now."
`,
    ],
    [
      'a single value',
      `
components:
  schemas:
    Thing:
      enum: [low, null]
`,
    ],
  ],
}

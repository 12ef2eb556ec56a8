import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'members of another type',
      `
components:
  schemas:
    Thing:
      type: string
      enum: [a, 1, b: c]
`,
      [
        '6:17 The member 1 is not valid here: must be string',
        '6:20 The member {"b":"c"} is not valid here: must be string',
      ],
    ],
    [
      'a constant that is too long',
      `
components:
  schemas:
    Thing:
      type: string
      maxLength: 1
      const: ab
`,
      ['7:7 The constant "ab" is not valid here: must NOT have more than 1 characters'],
    ],
  ],
  passes: [
    [
      'members of the type',
      `
components:
  schemas:
    Thing:
      type: [string, "null"]
      enum: [a, null]
`,
    ],
  ],
}

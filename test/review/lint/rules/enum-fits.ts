import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'values of another type',
      `
components:
  schemas:
    Thing:
      type: string
      enum: [a, 1, b: c]
`,
      ['6:17 The enum value 1 is invalid: must be string', '6:20 The enum value {"b":"c"} is invalid: must be string'],
    ],
    [
      'a const that is too long',
      `
components:
  schemas:
    Thing:
      type: string
      maxLength: 1
      const: ab
`,
      ['7:7 The const value "ab" is invalid: must NOT have more than 1 characters'],
    ],
  ],
  passes: [
    [
      'valid values',
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

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'another type',
      `
components:
  schemas:
    Thing:
      type: integer
      default: "15"
`,
      ['6:7 The default "15" is invalid: must be integer'],
    ],
    [
      'not in the enum, behind a reference',
      `
components:
  schemas:
    Thing: { default: middle, anyOf: [{ $ref: "#/components/schemas/Level" }, { type: "null" }] }
    Level: { enum: [low, high] }
`,
      ['4:14 The default "middle" is invalid: must be one of low, high'],
    ],
  ],
  passes: [
    [
      'a valid default',
      `
components:
  schemas:
    Thing:
      type: [string, "null"]
      maxLength: 3
      default: abc
`,
    ],
  ],
}

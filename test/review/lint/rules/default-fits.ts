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
      ['6:7 The default "15" is not valid here: must be integer'],
    ],
    [
      'no member of the enum, behind a reference',
      `
components:
  schemas:
    Thing: { default: middle, anyOf: [{ $ref: "#/components/schemas/Level" }, { type: "null" }] }
    Level: { enum: [low, high] }
`,
      ['4:14 The default "middle" is not valid here: must be one of low, high'],
    ],
  ],
  passes: [
    [
      'what the schema accepts',
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

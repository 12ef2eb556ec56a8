import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt name, and one of nothing',
      `
components:
  schemas:
    Thing:
      required: [nmae, zzz, size]
      properties: { name: { type: string }, size: { type: integer } }
`,
      ['5:18 The required nmae is not among the properties', '5:24 The required zzz is not among the properties'],
    ],
    [
      'in a member of allOf',
      `
components:
  schemas:
    Thing:
      allOf:
        - { required: [a, b], properties: { a: true } }
`,
      ['6:27 The required b is not among the properties'],
    ],
  ],
  passes: [
    [
      'described beside, around, behind and in an alternative',
      `
components:
  schemas:
    Thing:
      required: [a, b, c]
      properties: { a: true }
      allOf: [{ $ref: "#/components/schemas/Base" }, { required: [a, b] }]
      oneOf: [{ properties: { c: true }, required: [a] }]
      if: { required: [a] }
    Base: { properties: { b: true } }
`,
    ],
    [
      'described by a pattern',
      `
components:
  schemas:
    Thing:
      required: [x-a]
      patternProperties: { "^x-": true }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelled name and an unknown one',
      `
components:
  schemas:
    Thing:
      required: [nmae, zzz, size]
      properties: { name: { type: string }, size: { type: integer } }
`,
      ['5:18 The required property nmae is not defined', '5:24 The required property zzz is not defined'],
    ],
    [
      'in a member of allOf',
      `
components:
  schemas:
    Thing:
      allOf:
        - { required: [a, b], properties: { a: {} } }
`,
      ['6:27 The required property b is not defined'],
    ],
    [
      'in some of the alternatives, or in another one',
      `
components:
  schemas:
    Thing:
      required: [a, b]
      oneOf:
        - { properties: { a: {}, b: {} } }
        - { properties: { b: {} }, required: [c] }
        - { properties: { b: {}, c: {} } }
        - { type: "null" }
`,
      [
        '5:18 The required property a is defined in only some of the alternatives',
        '8:47 The required property c is defined in only some of the alternatives',
      ],
    ],
  ],
  passes: [
    [
      'defined beside, around, behind a reference and in an alternative',
      `
components:
  schemas:
    Thing:
      required: [a, b, c]
      properties: { a: {} }
      allOf: [{ $ref: "#/components/schemas/Base" }, { required: [a, b] }]
      oneOf: [{ properties: { c: {} }, required: [a] }]
    Base: { properties: { b: {} } }
`,
    ],
  ],
}

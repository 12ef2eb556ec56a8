import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'all pairs',
      `
components:
  schemas:
    Thing:
      minLength: 3
      maxLength: 2
      minItems: 3
      maxItems: 2
      minProperties: 3
      maxProperties: 2
      minContains: 3
      maxContains: 2
      minimum: 3
      maximum: 2
`,
      [
        '5:7 minLength 3 leaves nothing below maxLength 2',
        '7:7 minItems 3 leaves nothing below maxItems 2',
        '11:7 minContains 3 leaves nothing below maxContains 2',
        '9:7 minProperties 3 leaves nothing below maxProperties 2',
        '13:7 minimum 3 leaves nothing below maximum 2',
      ],
    ],
    [
      'bounds that are not included',
      `
components:
  schemas:
    Thing:
      properties:
        a: { minimum: 3, exclusiveMaximum: 3 }
        b: { exclusiveMinimum: 3, maximum: 3 }
        c: { exclusiveMinimum: 3, exclusiveMaximum: 3 }
`,
      [
        '6:14 minimum 3 leaves nothing below exclusiveMaximum 3',
        '7:14 exclusiveMinimum 3 leaves nothing below maximum 3',
        '8:14 exclusiveMinimum 3 leaves nothing below exclusiveMaximum 3',
      ],
    ],
  ],
  passes: [
    [
      'bounds in order',
      `
components:
  schemas:
    Thing:
      minLength: 3
      maxLength: 3
      minimum: 1
      maximum: 1
      minItems: 1
`,
    ],
  ],
}

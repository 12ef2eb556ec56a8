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
      minimum: 3
      maximum: 2
`,
      [
        '5:7 No value satisfies both minLength 3 and maxLength 2',
        '7:7 No value satisfies both minItems 3 and maxItems 2',
        '9:7 No value satisfies both minProperties 3 and maxProperties 2',
        '11:7 No value satisfies both minimum 3 and maximum 2',
      ],
    ],
    [
      'exclusive bounds',
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
        '6:14 No value satisfies both minimum 3 and exclusiveMaximum 3',
        '7:14 No value satisfies both exclusiveMinimum 3 and maximum 3',
        '8:14 No value satisfies both exclusiveMinimum 3 and exclusiveMaximum 3',
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

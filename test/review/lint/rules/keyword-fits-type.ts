import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'keywords of each other type',
      `
components:
  schemas:
    Thing:
      properties:
        a: { type: integer, maxLength: 3 }
        b: { type: [string, "null"], minimum: 3 }
        c: { type: object, maxItems: 3 }
        d: { type: array, required: [a] }
        e: { type: boolean, pattern: x }
`,
      [
        '6:29 maxLength judges strings, and nothing in a schema of type integer',
        '7:38 minimum judges numbers, and nothing in a schema of type string',
        '8:28 maxItems judges arrays, and nothing in a schema of type object',
        '9:27 required judges objects, and nothing in a schema of type array',
        '10:29 pattern judges strings, and nothing in a schema of type boolean',
      ],
    ],
    [
      'formats',
      `
components:
  schemas:
    Thing:
      properties:
        a: { type: integer, format: date }
        b: { type: string, format: int32 }
`,
      [
        '6:29 format judges strings, and nothing in a schema of type integer',
        '7:28 format judges numbers, and nothing in a schema of type string',
      ],
    ],
  ],
  passes: [
    [
      'keywords of the type, or of one of them',
      `
components:
  schemas:
    Thing:
      properties:
        a: { type: [string, integer], maxLength: 3, minimum: 1 }
        b: { maxLength: 3, minimum: 1 }
        c: { type: number, format: double }
        d: { type: string, format: date }
`,
    ],
    [
      'a type that is none',
      `
components:
  schemas:
    Thing:
      type: strnig
      maxLength: 3
`,
    ],
  ],
}

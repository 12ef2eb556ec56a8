import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'no maximum, no minimum, neither',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                a: { type: integer, minimum: 1 }
                b: { type: number, exclusiveMaximum: 1 }
                c: { type: [integer, "null"] }
`,
      [
        '10:17 A request number has no maximum',
        '11:17 A request number has no minimum',
        '12:17 A request number has no minimum and no maximum',
      ],
    ],
  ],
  passes: [
    [
      'each kind of limit',
      `
paths:
  /things:
    post:
      requestBody:
        content:
          application/json:
            schema:
              properties:
                a: { type: integer, minimum: 1, maximum: 3 }
                b: { type: number, exclusiveMinimum: 1, exclusiveMaximum: 3 }
                c: { type: integer, format: int32 }
                d: { type: integer, enum: [1, 2] }
                e: { $ref: "#/components/schemas/Id", maximum: 3 }
components: { schemas: { Id: { type: integer, minimum: 1 } } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'unused components that reference each other',
      `
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { items: { $ref: "#/components/schemas/B" } }
  securitySchemes: { token: { type: http } }
`,
      [
        '4:5 A in components/schemas is not used',
        '5:5 B in components/schemas is not used',
        '6:22 token in components/securitySchemes is not used',
      ],
    ],
  ],
  passes: [
    [
      'used directly, through others, by security and by a mapping',
      `
security: [{ token: [] }]
paths:
  /things: { get: { parameters: [{ $ref: "#/components/parameters/P" }] } }
components:
  parameters: { P: { name: p, in: query, schema: { $ref: "#/components/schemas/A/properties/b" } } }
  schemas:
    A: { properties: { b: { oneOf: [], discriminator: { mapping: { b: B, c: "#/components/schemas/C" } } } } }
    B: {}
    C: {}
  securitySchemes: { token: { type: http } }
`,
    ],
    [
      'not checked while a reference is broken',
      `
paths:
  /things: { get: { parameters: [{ $ref: "#/components/parameters/Q" }] } }
components:
  parameters: { P: { name: p, in: query } }
`,
    ],
  ],
}

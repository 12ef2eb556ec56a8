import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a component, and those that only it uses',
      `
components:
  schemas:
    A: { $ref: "#/components/schemas/B" }
    B: { items: { $ref: "#/components/schemas/B" } }
  securitySchemes: { token: { type: http } }
`,
      [
        '4:5 Nothing uses A in components/schemas',
        '5:5 Nothing uses B in components/schemas',
        '6:22 Nothing uses token in components/securitySchemes',
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
      'not judged while a reference is broken',
      `
paths:
  /things: { get: { parameters: [{ $ref: "#/components/parameters/Q" }] } }
components:
  parameters: { P: { name: p, in: query } }
`,
    ],
  ],
}

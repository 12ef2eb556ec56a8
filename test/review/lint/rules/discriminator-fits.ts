import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'alternatives that do not define or require the property',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }]
      discriminator: { propertyName: type }
    A: { properties: { name: {} } }
    B: { properties: { type: { const: b } } }
`,
      [
        '6:24 #/components/schemas/A does not define type, the discriminator property',
        '6:24 #/components/schemas/B does not require type, the discriminator property',
      ],
    ],
    [
      'no alternatives',
      `
components:
  schemas:
    Thing:
      properties: { name: {} }
      discriminator: { propertyName: type }
`,
      ['6:24 The schema does not define type, the discriminator property'],
    ],
  ],
  passes: [
    [
      'required by the alternatives',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }]
      discriminator: { propertyName: type, mapping: { a: "#/components/schemas/A", b: A } }
    A: { allOf: [{ required: [type], properties: { type: {} } }] }
`,
    ],
    [
      'required around the alternatives',
      `
components:
  schemas:
    Thing:
      required: [type]
      properties: { type: {} }
      anyOf: [{}]
      discriminator: { propertyName: type }
`,
    ],
  ],
}

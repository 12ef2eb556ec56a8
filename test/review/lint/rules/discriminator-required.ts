import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'alternatives that do not require the property',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }]
      discriminator: { propertyName: type }
    A: { required: [name], properties: { name: {}, type: { const: a } } }
    B: { properties: { type: { const: b } } }
`,
      [
        '6:24 #/components/schemas/A does not require type, the discriminator property',
        '6:24 #/components/schemas/B does not require type, the discriminator property',
      ],
    ],
    [
      'no alternatives',
      `
components:
  schemas:
    Thing:
      properties: { type: {} }
      discriminator: { propertyName: type }
`,
      ['6:24 The schema does not require type, the discriminator property'],
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
      'required by all alternatives but null',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }]
      discriminator: { propertyName: type }
    A: { required: [type], properties: { type: {} } }
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

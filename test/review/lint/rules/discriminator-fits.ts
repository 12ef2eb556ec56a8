import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'alternatives without the property, and one that does not require it',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }]
      discriminator: { propertyName: type }
    A: { properties: { name: true } }
    B: { properties: { type: { const: b } } }
`,
      [
        '6:24 #/components/schemas/A has no property type, by which the discriminator tells it',
        '6:24 #/components/schemas/B does not require type, by which the discriminator tells it',
      ],
    ],
    [
      'a schema that others extend',
      `
components:
  schemas:
    Thing:
      properties: { name: true }
      discriminator: { propertyName: type }
`,
      ['6:24 The schema has no property type, by which the discriminator tells it'],
    ],
    [
      'no property named',
      `
components:
  schemas:
    Thing:
      oneOf: [{}]
      discriminator: { mapping: {} }
`,
      ['6:7 A discriminator names no property'],
    ],
    [
      'a mapping to nothing',
      `
components:
  schemas:
    Thing:
      required: [type]
      properties: { type: true }
      discriminator: { propertyName: type, mapping: { a: "#/components/schemas/None", b: None } }
`,
      ['7:55 #/components/schemas/None is not in the document', '7:87 None is not in the document'],
    ],
  ],
  passes: [
    [
      'alternatives that require it',
      `
components:
  schemas:
    Thing:
      oneOf: [{ $ref: "#/components/schemas/A" }]
      discriminator: { propertyName: type, mapping: { a: "#/components/schemas/A", b: A } }
    A: { allOf: [{ required: [type], properties: { type: true } }] }
`,
    ],
    [
      'required around them',
      `
components:
  schemas:
    Thing:
      required: [type]
      properties: { type: true }
      anyOf: [{}]
      discriminator: { propertyName: type }
`,
    ],
  ],
}

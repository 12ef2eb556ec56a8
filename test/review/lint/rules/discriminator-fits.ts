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
    A: { properties: { name: true } }
    B: { properties: { type: { const: b } } }
`,
      [
        '6:24 #/components/schemas/A does not define type, the property of the discriminator',
        '6:24 #/components/schemas/B does not require type, the property of the discriminator',
      ],
    ],
    [
      'no alternatives',
      `
components:
  schemas:
    Thing:
      properties: { name: true }
      discriminator: { propertyName: type }
`,
      ['6:24 The schema does not define type, the property of the discriminator'],
    ],
    [
      'no propertyName',
      `
components:
  schemas:
    Thing:
      oneOf: [{}]
      discriminator: { mapping: {} }
`,
      ['6:7 The discriminator has no propertyName'],
    ],
    [
      'a mapping to schemas that do not exist',
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
      'required by the alternatives',
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
      'required around the alternatives',
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

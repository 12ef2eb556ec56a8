import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a text that became a mapping',
      `
components:
  schemas:
    Thing:
      description:
        Note: it is one.
`,
      ['5:7 description must be a string, this is {"Note":"it is one."}'],
    ],
    [
      'a number for a text',
      `
info: { title: T, version: 1.0 }
`,
      ['2:19 version must be a string, this is 1'],
    ],
    [
      'a bound that OpenAPI 3.0 had',
      `
components:
  schemas:
    Thing:
      type: integer
      minimum: 1
      exclusiveMinimum: true
`,
      ['7:7 exclusiveMinimum must be a number, this is true'],
    ],
    [
      'a bound that does nothing',
      `
components:
  schemas:
    Thing:
      type: integer
      maximum: 1
      exclusiveMaximum: false
`,
      ['7:7 exclusiveMaximum must be a number, this is false'],
    ],
    [
      'an older required',
      `
components:
  schemas:
    Thing:
      properties:
        id: { type: integer, required: true }
`,
      ['6:30 required must be a list of names, each once, this is true'],
    ],
    [
      'a type that is none',
      `
components:
  schemas:
    Thing:
      type: strnig
`,
      ['5:7 type must be one or more of string, integer, number, boolean, object, array, null, this is "strnig"'],
    ],
    [
      'numbers in quotes and below zero',
      `
components:
  schemas:
    Thing:
      type: string
      minLength: "1"
      maxLength: -1
`,
      [
        '6:7 minLength must be a whole number from 0, this is "1"',
        '7:7 maxLength must be a whole number from 0, this is -1',
      ],
    ],
    [
      'a switch in quotes',
      `
paths:
  /things:
    get: { deprecated: "yes" }
`,
      ['4:12 deprecated must be true or false, this is "yes"'],
    ],
    [
      'lists and objects that are none',
      `
tags: Things
paths:
  /things:
    get: { tags: [3], responses: [] }
`,
      [
        '2:1 tags must be a list, this is "Things"',
        '5:19 tags must be a string, this is 3',
        '5:23 responses must be an object, this is []',
      ],
    ],
    [
      'a schema that is none',
      `
components:
  schemas:
    Thing:
      items: []
      allOf: {}
      enum: []
      multipleOf: 0
`,
      [
        '5:7 items must be a schema, this is []',
        '6:7 allOf must be a list of schemas, this is {}',
        '7:7 enum must be a list of values, this is []',
        '8:7 multipleOf must be a number above 0, this is 0',
      ],
    ],
  ],
  passes: [
    [
      'what the specification has them be',
      `
components:
  schemas:
    Thing:
      type: [string, "null"]
      description: "Note: it is one."
      minLength: 1
      uniqueItems: true
      required: [id]
      properties: { id: true }
      exclusiveMinimum: 0
      enum: [a, null]
`,
    ],
  ],
}

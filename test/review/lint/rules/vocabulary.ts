import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'unknown and unsupported keywords and fields',
      `
info: { title: T, version: "1", zzz: 1 }
paths:
  /things:
    get: { sumary: List things }
    post: { responses: { "403": { $ref: "#/components/responses/Forbidden", headers: {} } } }
components:
  responses: { Forbidden: { description: No. } }
  schemas:
    Thing:
      type: string
      maxLenght: 3
      nullable: true
      definitions: {}
    Part: { type: string, description: First, then more. }
`,
      [
        '2:33 `zzz` is not a field of the Info Object',
        '5:12 `sumary` is not a field of the Operation Object',
        '6:77 `headers` is not a field of the Reference Object',
        '12:7 `maxLenght` is not a keyword of schemas',
        '13:7 `nullable` is not supported',
        '14:7 `definitions` is not supported',
        '15:47 `then more.` is not a keyword of schemas',
      ],
      [
        'Remove it.',
        'Did you mean `summary`?',
        'Only `summary` and `description` are allowed beside `$ref`. Move it to the referenced object.',
        'Did you mean `maxLength`?',
        'It belongs to OpenAPI 3.0. Add "null" to the type: `type: [string, "null"]`.',
        'It belongs to an older draft of JSON Schema. Move the schemas to components/schemas.',
        'If it is part of a text, put the text in quotes: a comma ends an unquoted text in `{ }`, and `: ` starts a mapping.',
      ],
    ],
    [
      'wrong and missing values',
      `
info: { title: T, version: 1.0 }
paths:
  /things:
    get: { deprecated: "yes", tags: [3], responses: { "200": {} } }
components:
  schemas:
    Thing:
      description:
        Note: it is one.
      type: integer
      exclusiveMinimum: true
      maximum: "1"
      required: true
`,
      [
        '2:19 `version` must be a string, not 1',
        '5:12 `deprecated` must be true or false, not "yes"',
        '5:38 an item of `tags` must be a string, not 3',
        '5:55 the Response Object needs `description`',
        '9:7 `description` must be a string, not {"Note":"it is one."}',
        '12:7 `exclusiveMinimum` must be a number, not true',
        '13:7 `maximum` must be a number, not "1"',
        '14:7 `required` must be a list, not true',
        '14:7 `required` applies to objects, not to a schema of type integer',
      ],
      [
        'Put it in quotes.',
        'Write true or false, without quotes.',
        'Put it in quotes.',
        'Add `description`.',
        'Put the text in quotes: `: ` starts a mapping in YAML.',
        'That is OpenAPI 3.0. Write the bound itself: `exclusiveMinimum: 10`.',
        'Write the number without quotes.',
        'List the names of the required properties in the schema that contains them.',
        'Correct the type, or remove `required`.',
      ],
    ],
    [
      'keywords, formats and patterns that cannot apply',
      `
info: { title: T, version: "1" }
components:
  schemas:
    Thing:
      properties:
        a: { type: integer, maxLength: 3 }
        b: { type: string, format: int32 }
        c: { format: emial }
        d: { format: phone }
        e: { pattern: "^[A-Z{3}$" }
`,
      [
        '7:29 `maxLength` applies to strings, not to a schema of type integer',
        '8:28 the format int32 applies to numbers, not to a schema of type string',
        '9:14 the format emial is not supported',
        '10:14 the format phone is not supported',
        '11:14 the pattern is not a Unicode regular expression (/^[A-Z{3}$/u: Unterminated character class)',
      ],
      [
        'Correct the type, or remove `maxLength`.',
        'Correct the type, or remove `format`.',
        'Did you mean `email`?',
        'Use one of date, time, date-time, email, uri, uri-reference, uuid, hostname, ipv4, ipv6, byte, json-pointer, password, binary, float, double, int32, int64, or a pattern.',
        'Escape only special characters, and close every bracket.',
      ],
    ],
    [
      'broken references',
      `
info: { title: T, version: "1" }
paths:
  /things:
    get:
      responses: { "403": { $ref: "#/components/responses/Forbiden" } }
components:
  responses: { Forbidden: { description: No. } }
  schemas:
    Thing: { $ref: other.yaml#/Thing }
    Circle: { $ref: "#/components/schemas/Circle" }
    Either: { oneOf: [{ properties: { k: {} } }], discriminator: { propertyName: k, mapping: { a: None } } }
`,
      [
        '6:29 #/components/responses/Forbiden is not in the document',
        '10:14 only references within the document are supported, not other.yaml#/Thing',
        '11:15 #/components/schemas/Circle is a circular reference',
        '12:96 #/components/schemas/None is not in the document',
      ],
      [
        'Did you mean #/components/responses/Forbidden?',
        'Move what it refers to into components.',
        'Point it at something that is not itself a reference back.',
        'Correct it, or add what it refers to.',
      ],
    ],
    [
      'operations and parameters',
      `
info: { title: T, version: "1" }
paths:
  /things:
    get:
      operationId: ""
      security: [{ token: [] }]
      parameters:
        - { name: q, in: query, schema: {} }
        - { name: q, in: query, schema: {} }
components:
  parameters:
    Id: { name: id, in: path, schema: {} }
`,
      [
        '6:7 the operationId is empty',
        '7:20 the security scheme token is not in components/securitySchemes',
        '10:11 the query parameter q is listed twice',
        '13:5 the path parameter id is not required',
      ],
      ['Give it a name.', 'Add it there.', 'Remove one of them.', 'Add `required: true`.'],
    ],
    [
      'extensions',
      `
info: { title: T, version: "1", x-input: {} }
x-inptu: {}
x-input: { closeQuery: true, trim: "yes" }
`,
      [
        '2:33 `x-input` belongs at the root of the document',
        '3:1 `x-inptu` is not a listed extension',
        '4:12 `closeQuery` is not a rule of x-input',
        '4:30 `trim` must be true or false, not "yes"',
      ],
      [
        'Move it there.',
        'Did you mean `x-input`?',
        'Did you mean `closedQuery`?',
        'Write true or false, without quotes.',
      ],
    ],
  ],
  passes: [
    [
      'supported objects and fields, and any name and value that the document gives',
      `
info: { title: T, version: "1", x-logo: logo.png }
x-input: { trim: true }
paths:
  /things:
    get: { summary: List things, responses: { default: { description: Things. } } }
components:
  schemas:
    Thing:
      type: [object, "null"]
      x-addition: true
      required: [id]
      properties:
        id: { $ref: "#/components/schemas/Id" }
        nullable: { type: boolean }
      examples: [{ sumary: { $ref: "#/none" } }]
      default: { descripton: x }
    Id: { type: integer, format: int64, exclusiveMinimum: 0 }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

const person = `
components:
  schemas:
    Person:
      type: object
      required: [id, name, secret]
      properties: { id: { $ref: "#/components/schemas/Id" }, name: { type: string }, secret: { type: string, writeOnly: true } }
    Id: { type: integer, readOnly: true }`

const content = (example: string) =>
  `{ application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Person" } }, example: [${example}] } }`

const operation = (request: string, response: string) => `
paths:
  /people:
    post:
      requestBody: { content: ${content(request)} }
      responses: { "200": { description: x, content: ${content(response)} } }${person}
`

export const fixture: Fixture = {
  fails: [
    [
      'a readOnly property in a request and a writeOnly one in a response',
      operation('{ id: 1, name: a, secret: b }', '{ id: 1, name: a, secret: b }'),
      [
        '5:138 The example of a request has the property id, which is readOnly',
        '6:177 The example of a response has the property secret, which is writeOnly',
      ],
    ],
  ],
  passes: [
    ['each property where it belongs', operation('{ name: a, secret: b }', '{ id: 1, name: a }')],
    [
      'the example of a schema, which may be part of both',
      `
components:
  schemas:
    Person:
      properties: { id: { type: integer, readOnly: true } }
      example: { id: 1 }
`,
    ],
  ],
}

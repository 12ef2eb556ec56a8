import { expect, test } from 'vitest'
import { emitAdditions } from '../../codegen/additions.ts'
import { parseDocument } from '../../openapi/read.ts'

/** The rows of the table for the paths and components of a document. */
const rowsOf = (text: string): string[] =>
  emitAdditions(parseDocument('a.yaml', `openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }${text}`))
    .split('\n')
    .filter(line => line.startsWith('| ') && !/^\| (Operations|---)/.test(line))

test('an addition of each kind is listed, with the operations that have it', () => {
  const rows = rowsOf(`
paths:
  /things:
    parameters: [{ $ref: "#/components/parameters/Page" }]
    get:
      operationId: listThings
      responses:
        "200":
          description: Things.
          headers: { X-Count: { $ref: "#/components/headers/Count" } }
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } }
    post:
      operationId: createThing
      x-addition: true
      description: Creates a thing.
      requestBody:
        x-addition: true
        description: The thing.
        content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
      responses:
        "201": { $ref: "#/components/responses/Created" }
components:
  parameters:
    Page: { name: page, in: query, x-addition: true, description: Page number., schema: { type: integer } }
  headers:
    Count: { x-addition: true, description: Number of things., schema: { type: integer } }
  responses:
    Created: { x-addition: true, description: The new thing. }
  schemas:
    Thing: { x-addition: true, description: A thing., properties: { parts: { type: array, items: { $ref: "#/components/schemas/Thing" } } } }
`)
  expect(rows).toEqual([
    '| all | query parameter | `page` | Page number. |',
    '| `listThings` | response header | `X-Count` | Number of things. |',
    '| all | schema | `Thing` | A thing. |',
    '| `createThing` | operation | `createThing` | Creates a thing. |',
    '| `createThing` | request body | `createThing` | The thing. |',
    '| `createThing` | response | `201` | The new thing. |',
  ])
})

test('a description is cut to its first paragraph and fits into a cell', () => {
  const rows = rowsOf(`
paths:
  /things:
    get:
      operationId: listThings
      x-addition: true
      description: |
        One | two,
        three.

        More.
      responses: {}
`)
  expect(rows).toEqual(['| all | operation | `listThings` | One \\| two, three. |'])
})

test('unmarked parts are not listed, nor text in an example that looks like a mark', () => {
  const rows = rowsOf(`
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: Things.
          content:
            application/json:
              schema: { type: object }
              example: { headers: { X-Count: { x-addition: true } } }
`)
  expect(rows).toEqual([])
})

import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { mutationsBy, smallDocument } from './support.ts'

const document = smallDocument(
  parse(`
x-input: { trim: true, most: 3, emptyIsAbsent: [query, form], odd: text }
security: [{ token: [] }]
paths:
  /things:
    parameters:
      - { name: shared, in: query, schema: { type: string } }
    get:
      operationId: list
      security: []
      parameters:
        - $ref: "#/components/parameters/Page"
      responses:
        "200":
          headers: { Count: { $ref: "#/components/headers/Count" } }
          content: { application/json: { schema: { type: array } } }
        "499": { $ref: "#/components/responses/Bad" }
    post:
      operationId: add
      requestBody: { content: { application/json: { schema: { type: object } }, text/plain: {} } }
      responses: { "201": {}, default: { $ref: "#/components/responses/Bad" } }
  /things/{id}:
    delete:
      operationId: remove
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { "204": {} }
components:
  parameters: { Page: { name: page, in: query, required: true, schema: { type: integer } } }
  headers: { Count: { required: true, schema: { type: integer } } }
  responses: { Bad: { content: { application/json: {} } } }
  securitySchemes: { token: { type: http, scheme: bearer } }
`),
)

const things = '#/paths/~1things'
const removal = '#/paths/~1things~1%7Bid%7D/delete'

test.each([
  [
    'media type',
    [
      [`${things}/post/requestBody/content/application~1json`, 'application/json → application/changed'],
      [`${things}/post/requestBody/content/text~1plain`, 'text/plain → application/changed'],
      [`${things}/post/requestBody/content/application~1json`, 'application/json dropped'],
      [`${things}/post/requestBody/content/text~1plain`, 'text/plain dropped'],
      [`${things}/post/requestBody/content`, 'application/added added'],
      [`${things}/get/responses/200/content/application~1json`, 'application/json → application/changed'],
      [`${things}/get/responses/200/content/application~1json`, 'application/json dropped'],
      [`${things}/get/responses/200/content`, 'application/added added'],
      ['#/components/responses/Bad/content/application~1json', 'application/json → application/changed'],
      ['#/components/responses/Bad/content/application~1json', 'application/json dropped'],
      ['#/components/responses/Bad/content', 'application/added added'],
      [`${things}/post/responses/201`, 'application/added added'],
      [`${removal}/responses/204`, 'application/added added'],
    ],
  ],
  [
    'header',
    [
      [`${things}/get/responses/200/headers/Count`, 'Count → Renamed-Count'],
      [`${things}/get/responses/200/headers/Count`, 'Count dropped'],
      [`${things}/get/responses/200/headers`, 'Added-Header added'],
      ['#/components/responses/Bad', 'Added-Header added'],
      [`${things}/post/responses/201`, 'Added-Header added'],
      [`${removal}/responses/204`, 'Added-Header added'],
      ['#/components/headers/Count/required', 'required: true → false'],
    ],
  ],
  [
    'status',
    [
      [`${things}/get/responses/200`, '200 → 299'],
      [`${things}/get/responses/499`, '499 → 498'],
      [`${things}/get/responses/200`, '200 dropped'],
      [`${things}/get/responses/499`, '499 dropped'],
      [`${things}/get/responses`, '498 added'],
      [`${things}/post/responses/201`, '201 → 299'],
      [`${things}/post/responses/201`, '201 dropped'],
      [`${things}/post/responses/default`, 'default dropped'],
      [`${things}/post/responses`, '499 added'],
      [`${removal}/responses/204`, '204 → 299'],
      [`${removal}/responses`, '499 added'],
    ],
  ],
  [
    'parameter',
    [
      [`${things}/parameters/0`, 'required: false → true'],
      ['#/components/parameters/Page/required', 'required: true → false'],
      [`${things}/parameters/0/name`, 'shared → renamed_shared'],
      ['#/components/parameters/Page/name', 'page → renamed_page'],
      [`${things}/parameters/0`, 'shared dropped'],
      [`${things}/get/parameters/0`, 'page dropped'],
      [`${things}/get/parameters`, 'added_parameter added'],
      [`${things}/post`, 'added_parameter added'],
      [`${removal}/parameters`, 'added_parameter added'],
    ],
  ],
  [
    'request body',
    [
      [`${things}/post/requestBody`, 'required: false → true'],
      [`${things}/post/requestBody`, 'dropped'],
      [removal, 'added'],
    ],
  ],
  [
    'security',
    [
      ['#/security', 'security: [{"token":[]}] → none'],
      [`${things}/get/security`, 'security: [] → [{"token":[]}]'],
      [`${things}/post`, 'security: none → []'],
      [removal, 'security: none → []'],
    ],
  ],
  [
    'operation',
    [
      [`${things}/get`, 'list dropped'],
      [`${things}/post`, 'add dropped'],
      [removal, 'remove dropped'],
    ],
  ],
  [
    'path',
    [
      [things, '/things dropped'],
      ['#/paths/~1things~1%7Bid%7D', '/things/{id} dropped'],
    ],
  ],
  [
    'x-input',
    [
      ['#/x-input/trim', 'trim: true → false'],
      ['#/x-input/most', 'most: 3 → 2'],
      ['#/x-input/most', 'most: 3 → 4'],
      ['#/x-input/emptyIsAbsent', 'emptyIsAbsent: ["query","form"] → ["form"]'],
      ['#/x-input/emptyIsAbsent', 'emptyIsAbsent: ["query","form"] → ["query"]'],
    ],
  ],
])('%s', (operator, want) => {
  expect(mutationsBy(operator, document).map(({ pointer, change }) => [pointer, change])).toEqual(want)
})

test('a mutation lists the operations that it affects through references', () => {
  const reached = mutationsBy('media type', document).filter(({ pointer }) =>
    pointer.startsWith('#/components/responses/Bad'),
  )
  expect(reached.map(({ operations }) => operations)).toEqual(reached.map(() => ['list', 'add']))
})

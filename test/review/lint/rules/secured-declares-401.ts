import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a secured operation',
      `
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: Things. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
      ['7:7 listThings requires authentication but does not declare 401'],
    ],
    [
      'a range instead of the status code',
      `
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { 4XX: { description: No. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
      ['7:7 listThings requires authentication but does not declare 401'],
    ],
    [
      'other operations declare it',
      `
security: [{ token: [] }]
paths:
  /things:
    get: { operationId: listThings, tags: [Things], responses: {} }
    post: { operationId: createThing, tags: [Things], responses: { "401": { $ref: "#/components/responses/ForThings" } } }
  /others:
    get: { operationId: listOthers, tags: [Others], responses: { "401": { $ref: "#/components/responses/ForOthers" } } }
    post: { operationId: createOther, tags: [Others], responses: { "401": { $ref: "#/components/responses/ForOthers" } } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  responses: { ForThings: { description: No. }, ForOthers: { description: No. } }
`,
      ['5:53 listThings requires authentication but does not declare 401'],
    ],
  ],
  passes: [
    [
      'declared',
      `
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { "401": { description: Who are you? } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
    ],
    [
      'a public operation',
      `
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      security: []
      responses: { "200": { description: Things. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
    ],
    [
      'optional authentication',
      `
security: [{ token: [] }]
paths:
  /things:
    get:
      operationId: listThings
      security: [{ token: [] }, {}]
      responses: { "200": { description: Things. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an operation behind a token',
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
      ['7:7 listThings needs credentials and does not declare 401'],
    ],
    [
      'one with a range in its place',
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
      ['7:7 listThings needs credentials and does not declare 401'],
    ],
    [
      'one whose neighbours declare it',
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
      ['5:53 listThings needs credentials and does not declare 401'],
    ],
  ],
  passes: [
    [
      'one that declares it',
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
      'one for all to call',
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
      'one whose token may be left out',
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

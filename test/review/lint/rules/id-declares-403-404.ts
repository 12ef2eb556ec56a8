import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a secured operation',
      `
security: [{ token: [] }]
paths:
  /things/{id}:
    get:
      operationId: getThing
      responses: { "404": { description: None. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
      ['7:7 getThing has an ID in its path but does not declare 403'],
    ],
    [
      'a public operation',
      `
paths:
  /things/{id}/parts:
    get:
      operationId: listParts
      responses: { "200": { description: Parts. } }
`,
      ['6:7 listParts has an ID in its path but does not declare 404'],
    ],
  ],
  passes: [
    [
      'a public operation without 403',
      `
paths:
  /things/{id}:
    get:
      responses: { "404": { description: None. } }
`,
    ],
    [
      'a path without an ID',
      `
security: [{ token: [] }]
paths:
  /things:
    get: { responses: {} }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
    ],
  ],
}

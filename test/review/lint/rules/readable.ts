import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a parameter that stands twice',
      `
paths:
  /things:
    get:
      parameters:
        - { name: q, in: query }
        - { name: q, in: query }
`,
      ['7:11 Cannot be read: q in query stands twice in this list'],
    ],
    [
      'a scheme that nobody knows',
      `
paths:
  /things:
    get:
      security: [{ token: [] }]
`,
      ['5:20 Cannot be read: token is not in components/securitySchemes'],
    ],
    [
      'one operation, the other is read',
      `
paths:
  /things:
    get: { operationId: "" }
    post: {}
`,
      ['4:12 Cannot be read: must not be empty'],
    ],
  ],
  passes: [
    [
      'operations',
      `
security: [{ token: [] }]
paths:
  /things:
    get: { parameters: [{ name: q, in: query }, { name: q, in: header }] }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'of an answer and of a request',
      `
components:
  parameters:
    P: { name: idempotency_key, in: header }
  responses:
    R: { description: x, headers: { location: { schema: { type: string } } } }
`,
      ['4:10 The header idempotency_key is not in Kebab-Case', '6:37 The header location is not in Kebab-Case'],
    ],
  ],
  passes: [
    [
      'as HTTP writes them',
      `
components:
  parameters:
    P: { name: If-None-Match, in: header }
    Q: { name: any_thing, in: query }
  responses:
    R: { description: x, headers: { ETag: {}, WWW-Authenticate: {}, X-Request-Id: {} } }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a request header and a response header',
      `
components:
  parameters:
    P: { name: idempotency_key, in: header }
  responses:
    R: { description: x, headers: { location: { schema: { type: string } } } }
`,
      [
        '4:10 The header name idempotency_key is not in Kebab-Case',
        '6:37 The header name location is not in Kebab-Case',
      ],
    ],
  ],
  passes: [
    [
      'names as in HTTP',
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

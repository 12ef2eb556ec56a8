import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a header',
      `
components:
  headers:
    Location: { schema: { type: string } }
`,
      ['4:5 A header has no example'],
    ],
  ],
  passes: [
    [
      'an example, a constant, one of the schema',
      `
components:
  headers:
    A: { schema: { type: string }, example: x }
    B: { schema: { const: x } }
    C: { schema: { type: string, examples: [x] } }
`,
    ],
  ],
}

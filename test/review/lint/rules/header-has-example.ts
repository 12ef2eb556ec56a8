import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'no example',
      `
components:
  headers:
    Location: { schema: { type: string } }
`,
      ['4:5 The header has no example'],
    ],
  ],
  passes: [
    [
      'an example, a constant, or an example in the schema',
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

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'both in content, a parameter and a schema',
      `
components:
  parameters: { P: { name: p, in: query, schema: { type: integer }, example: 1, examples: { one: { value: 1 } } } }
  schemas: { Thing: { type: integer, example: 1, examples: [1] } }
  requestBodies: { B: { content: { a/b: { examples: { one: { value: 1 } }, example: 1 } } } }
`,
      [
        '3:69 `example` is beside `examples`',
        '4:38 `example` is beside `examples`',
        '5:76 `example` is beside `examples`',
      ],
    ],
  ],
  passes: [
    [
      'one of them, and properties with these names',
      `
components:
  schemas: { Thing: { example: {}, properties: { example: { type: string }, examples: { examples: [a] } } } }
`,
    ],
  ],
}

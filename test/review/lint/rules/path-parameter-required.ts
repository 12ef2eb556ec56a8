import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'an optional path parameter',
      `
components:
  parameters:
    A: { name: a, in: path }
    B: { name: b, in: path, required: false }
`,
      ['4:5 The path parameter a is not required', '5:5 The path parameter b is not required'],
    ],
  ],
  passes: [
    [
      'required path parameters and other parameters',
      `
components:
  parameters:
    A: { name: a, in: path, required: true }
    B: { name: b, in: query }
`,
    ],
  ],
}

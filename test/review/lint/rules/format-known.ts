import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt one, and one of nobody',
      `
components:
  schemas:
    Thing:
      properties:
        a: { format: emial }
        b: { format: phone }
`,
      ['6:14 Nobody knows the format emial', '7:14 Nobody knows the format phone'],
    ],
  ],
  passes: [
    [
      'those that are judged and those that annotate',
      `
components:
  schemas:
    Thing:
      properties:
        a: { format: email }
        b: { format: int64 }
        c: { format: password }
        format: { type: string }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a text',
      `
components:
  schemas:
    Thing:
      x-addition: yes
      description: A thing.
`,
      ['5:7 x-addition must be true'],
    ],
    [
      'false, on a parameter',
      `
paths:
  /things:
    get:
      parameters: [{ name: page, in: query, x-addition: false }]
`,
      ['5:45 x-addition must be true'],
    ],
  ],
  passes: [
    [
      'true',
      `
paths:
  /things:
    get: { x-addition: true, description: Lists things. }
components:
  schemas:
    Thing:
      x-addition: true
      description: A thing.
`,
    ],
    [
      'no mark',
      `
components:
  schemas:
    Thing:
      description: A thing.
`,
    ],
  ],
}

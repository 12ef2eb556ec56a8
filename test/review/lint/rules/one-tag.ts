import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'none and two',
      `
paths:
  /things:
    get: { tags: [] }
    post: { tags: [A, B] }
`,
      ['4:12 The operation has no tag', '5:13 The operation has 2 tags'],
    ],
  ],
  passes: [
    [
      'one, and no tags, which Redocly reports',
      `
paths:
  /things:
    get: { tags: [A] }
    post: {}
`,
    ],
  ],
}

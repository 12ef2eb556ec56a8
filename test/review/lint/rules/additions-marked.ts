import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'not marked',
      `
components:
  schemas:
    Thing:
      description: A thing. An addition to the published page.
`,
      ['5:7 Its description calls it an addition and it is not marked'],
    ],
    [
      'not said',
      `
components:
  schemas:
    Thing:
      x-addition: true
      description: A thing.
`,
      ['5:7 It is marked as an addition and its description does not say so'],
    ],
    [
      'marked by another value',
      `
components:
  schemas:
    Thing:
      x-addition: yes
      description: A thing. An addition to the published page.
`,
      ['5:7 x-addition must be true'],
    ],
    [
      'an operation',
      `
paths:
  /things:
    get: { description: Lists things. An addition to the published page. }
    post: { x-addition: true, description: The \`data\` envelope is an addition to the published page. }
`,
      [
        '4:12 Its description calls it an addition and it is not marked',
        '5:13 It is marked as an addition and its description does not say so',
      ],
    ],
  ],
  passes: [
    [
      'both, in one line or two',
      `
components:
  schemas:
    Thing:
      x-addition: true
      description: |
        A thing, in \`data\`; an addition
        to the published page.
`,
    ],
    [
      'neither',
      `
components:
  schemas:
    Thing:
      description: A thing.
`,
    ],
    [
      'an operation of whose parts it is said',
      `
paths:
  /things:
    get: { description: The \`data\` envelope is an addition to the published page. }
    post: { x-addition: true, description: An addition to the published page. }
`,
    ],
  ],
}

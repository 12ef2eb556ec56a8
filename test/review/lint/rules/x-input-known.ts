import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelled rule',
      `
x-input: { closeQuery: true }
`,
      ['2:12 closeQuery is not a rule of x-input'],
    ],
    [
      'an unknown rule',
      `
x-input: { shout: true }
`,
      ['2:12 shout is not a rule of x-input'],
    ],
    [
      'invalid values',
      `
x-input:
  trim: "yes"
  emptyIsAbsent: [query, body]
  invalidPathId: 200
  maxBodyBytes: -1
`,
      [
        '3:3 trim must be true or false, not "yes"',
        '4:3 emptyIsAbsent must be a list of query and form, not ["query","body"]',
        '5:3 invalidPathId must be a whole number from 400 to 499, not 200',
        '6:3 maxBodyBytes must be a whole number from 0, not -1',
      ],
    ],
    [
      'not an object',
      `
x-input: true
`,
      ['2:1 x-input must be an object'],
    ],
  ],
  passes: [
    [
      'all rules',
      `
x-input:
  trim: true
  emptyIsAbsent: [query, form]
  nullIsAbsent: true
  closedQuery: false
  singleKeys: true
  canonicalIntegers: true
  invalidPathId: 404
  wellFormedText: true
  maxBodyBytes: 65536
`,
    ],
    [
      'no x-input',
      `
info: {}
`,
    ],
  ],
}

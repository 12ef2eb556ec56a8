import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt rule',
      `
x-input: { closeQuery: true }
`,
      ['2:12 closeQuery is not a rule of x-input'],
    ],
    [
      'a rule of nobody',
      `
x-input: { shout: true }
`,
      ['2:12 shout is not a rule of x-input'],
    ],
    [
      'a value that is none',
      `
x-input:
  trim: "yes"
  emptyIsAbsent: [query, body]
  invalidPathId: 200
  maxBodyBytes: -1
`,
      [
        '3:3 trim must be true or false, this is "yes"',
        '4:3 emptyIsAbsent must be a list of query and form, this is ["query","body"]',
        '5:3 invalidPathId must be a whole number from 400 to 499, this is 200',
        '6:3 maxBodyBytes must be a whole number from 0, this is -1',
      ],
    ],
    [
      'no rules at all',
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
      'none',
      `
info: {}
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'the mark without the sentence',
      `
components:
  schemas:
    Thing:
      x-extensible: true
      enum: [a]
      description: "\`a\`: the first. New values may be added."
`,
      ['5:7 The description of this extensible enum does not say that values may be added'],
    ],
    [
      'the mark without a description, in a parameter',
      `
paths:
  /things:
    get:
      parameters: [{ name: a, in: query, schema: { enum: [a], x-extensible: true } }]
`,
      ['5:63 The description of this extensible enum does not say that values may be added'],
    ],
    [
      'the sentence without the mark',
      `
components:
  schemas:
    Thing:
      enum: [a]
      description: New values may be added to responses, so handle values that are not listed here.
`,
      ['6:7 The description says that values may be added, but the schema is not marked x-extensible'],
    ],
    [
      'the sentence with a mark that is false',
      `
components:
  schemas:
    Thing:
      enum: [a]
      x-extensible: false
      description: New values may be added to responses, so handle values that are not listed here.
`,
      ['7:7 The description says that values may be added, but the schema is not marked x-extensible'],
    ],
  ],
  passes: [
    [
      'both, with the sentence on two lines',
      `
components:
  schemas:
    Thing:
      x-extensible: true
      enum: [a]
      description: |
        - \`a\`: the first.

        New values may be added to responses, so handle
        values that are not listed here.
`,
    ],
    [
      'neither',
      `
components:
  schemas:
    Thing: { enum: [a], description: "\`a\`: the first." }
`,
    ],
  ],
}

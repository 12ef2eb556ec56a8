import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'a misspelt keyword',
      `
components:
  schemas:
    Thing:
      type: string
      maxLenght: 3
`,
      ['6:7 maxLenght is not a keyword of schemas'],
    ],
    [
      'a keyword of OpenAPI 3.0',
      `
components:
  schemas:
    Thing:
      type: string
      nullable: true
`,
      ['6:7 nullable is not a keyword of schemas'],
    ],
    [
      'a keyword of an older draft',
      `
components:
  schemas:
    Thing:
      definitions: {}
`,
      ['5:7 definitions is not a keyword of schemas'],
    ],
    [
      'a misspelt field',
      `
paths:
  /things:
    get:
      sumary: List things
      responses: { "200": { descripton: Things. } }
`,
      ['5:7 sumary is not a field of the Operation Object', '6:29 descripton is not a field of the Response Object'],
    ],
    [
      'a field beside $ref',
      `
paths:
  /things:
    get:
      responses: { "200": { $ref: "#/components/responses/Things", headers: {} } }
`,
      ['5:68 headers is not a field of the Reference Object'],
    ],
    [
      'half of a text, after a comma',
      `
components:
  schemas:
    Thing: { type: string, description: First, then more. }
`,
      ['4:48 then more. is not a keyword of schemas'],
    ],
    [
      'a field that is like no other',
      `
info: { title: T, version: "1", zzz: 1 }
`,
      ['2:33 zzz is not a field of the Info Object'],
    ],
  ],
  passes: [
    [
      'fields of each object and extensions',
      `
info: { title: T, version: "1", x-logo: logo.png }
paths:
  x-any: 1
  /things:
    get: { summary: List things, responses: { default: { description: Things. }, x-other: 1 } }
`,
    ],
    [
      'names that the document gives',
      `
components:
  schemas:
    Thing:
      properties:
        nullable: { type: boolean }
        maxLenght: { type: integer }
      examples: [{ sumary: x }]
      default: { descripton: x }
`,
    ],
  ],
}

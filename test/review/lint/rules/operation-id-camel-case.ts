import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'another case',
      `
paths:
  /0:
    get: { operationId: list_things }
  /1:
    post: { operationId: CreateThing }
  /2:
    put: { operationId: set-thing }
`,
      [
        '4:12 The operationId list_things is not in camelCase',
        '6:13 The operationId CreateThing is not in camelCase',
        '8:12 The operationId set-thing is not in camelCase',
      ],
    ],
  ],
  passes: [
    [
      'camelCase',
      `
paths:
  /0:
    get: { operationId: listThings }
  /1:
    post: { operationId: getInvoicePdf }
  /2:
    put: { operationId: setV2Thing }
  /3:
    patch: { operationId: update }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'properties, and parameters in query and path',
      `
components:
  schemas:
    Thing:
      properties:
        perPage: { type: object, properties: { "a b": {} } }
        Name: {}
  parameters:
    P: { name: max-id, in: query }
    Q: { name: thingId, in: path }
`,
      [
        '6:9 The property perPage is not in snake_case',
        '7:9 The property Name is not in snake_case',
        '6:48 The property a b is not in snake_case',
        '9:10 The query parameter max-id is not in snake_case',
        '10:10 The path parameter thingId is not in snake_case',
      ],
    ],
  ],
  passes: [
    [
      'snake_case, and headers',
      `
components:
  schemas:
    Thing:
      properties:
        per_page: true
        line1: true
  parameters:
    P: { name: max_id, in: query }
    Q: { name: Idempotency-Key, in: header }
`,
    ],
    [
      'a name in an example',
      `
components:
  schemas:
    Thing:
      example: { perPage: 1 }
`,
    ],
  ],
}

import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'another case',
      `
components:
  schemas: { tax_category: {} }
  responses: { notFound: { description: x } }
  parameters: { max-id: { name: max_id, in: query } }
`,
      [
        '3:14 tax_category in components/schemas is not in PascalCase',
        '4:16 notFound in components/responses is not in PascalCase',
        '5:17 max-id in components/parameters is not in PascalCase',
      ],
    ],
  ],
  passes: [
    [
      'PascalCase, and any case for examples and security schemes',
      `
components:
  schemas: { TaxCategory: {} }
  examples: { tax_category: {} }
  securitySchemes: { bearerAuth: {} }
`,
    ],
    [
      'no components',
      `
info: {}
`,
    ],
  ],
}

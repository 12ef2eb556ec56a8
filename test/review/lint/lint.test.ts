import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOpenApi } from '../../../openapi/document.ts'
import { lint } from '../../../review/lint/lint.ts'

const contract = readFileSync('openapi.yaml', 'utf8')

/** The findings in a version of the contract, as `text of the line | rule message`. */
async function findingsIn(text: string): Promise<string[]> {
  const lines = text.split('\n')
  const findings = await lint(parseOpenApi('openapi.yaml', text))
  return findings.map(({ line, rule, message }) => `${lines[line - 1]?.trim().slice(0, 40)} | ${rule} ${message}`)
}

test('the contract has no findings', async () => {
  expect(await findingsIn(contract)).toEqual([])
})

describe('an error in the contract', () => {
  test.each([
    [
      'a misspelled keyword',
      ['maximum: 100\n      default: 15', 'maximun: 100\n      default: 15'],
      ['maximun: 100 | contract/field-known maximun is not a keyword of schemas'],
    ],
    [
      'a keyword of OpenAPI 3.0',
      ['default: API token', 'default: API token\n          nullable: true'],
      ['nullable: true | contract/field-known nullable is not a keyword of schemas'],
    ],
    [
      'a misspelled reference, which other rules ignore',
      ['schemas/MeEnvelope" }', 'schemas/MeEnvelop" }'],
      [
        'schema: { $ref: "#/components/schemas/Me | contract/reference-resolves #/components/schemas/MeEnvelop is not in the document',
      ],
    ],
    [
      'a missing status code, which leaves its component unused',
      ['        "415": { $ref: "#/components/responses/LoginUnsupportedMediaType" }\n', ''],
      [
        'responses: | contract/body-declares-400-413-415-422 createToken has a request body but does not declare 415',
        'LoginUnsupportedMediaType: | contract/component-used LoginUnsupportedMediaType in components/responses is not used',
      ],
    ],
    [
      'a parameter that is not in its path',
      ['/invoices/{id}/pdf:', '/invoices/{invoice}/pdf:'],
      [
        'parameters: | redocly/path-parameters-defined The operation does not define the path parameter `{invoice}` expected by path `/api/v1/invoices/{invoice}/pdf`.',
        'name: id | redocly/path-parameters-defined Path parameter `id` is not used in the path `/api/v1/invoices/{invoice}/pdf`.',
      ],
    ],
    [
      'text that YAML reads as a mapping',
      [/(operationId: getMe\n[\s\S]*?description:) .*/, '$1\n        a: b'],
      ['description: | contract/field-value description must be a string, this is {"a":"b"}'],
    ],
  ] satisfies [string, [RegExp | string, string], string[]][])(
    'is reported once, at its line: %s',
    async (_, [from, to], want) => {
      expect(contract).toMatch(from)
      expect(await findingsIn(contract.replace(from, to))).toEqual(want)
    },
  )
})

test('findings are in document order, without duplicates', async () => {
  const text = `openapi: 3.1.0
info: { title: T, version: 1, contact: { name: N }, license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://api.test.org/" }]
paths:
  /things:
    get:
      operationId: createThings
      parameters:
        - { name: q, in: query, description: Which., schema: { $ref: "#/components/schemas/Text" } }
        - { name: q, in: query, description: Which., schema: { $ref: "#/components/schemas/Text" } }
    post:
      operationId: list
      tags: [T]
      summary: x
      description: x
      security: []
      requestBody: { content: { a/b: { schema: { $ref: "#/components/schemas/Text" }, example: x } } }
    put: { operationId: setThings, requestBody: { content: { a/b: { schema: { $ref: "#/components/schemas/Text" }, example: x } } } }
components:
  schemas: { Text: { type: string } }
`
  const findings = await lint(parseOpenApi('a.yaml', text))
  expect(findings.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toMatchInlineSnapshot(`
    [
      "2:19 contract/field-value",
      "3:13 redocly/no-server-trailing-slash",
      "6:5 redocly/operation-description",
      "6:5 redocly/operation-summary",
      "6:5 redocly/operation-tag-defined",
      "6:5 redocly/security-defined",
      "10:11 redocly/operation-parameters-unique",
      "11:5 contract/body-declares-400-413-415-422",
      "11:5 contract/declares-429-500-503",
      "12:7 contract/operation-id-verb",
      "13:14 redocly/operation-tag-defined",
      "18:5 contract/body-declares-400-413-415-422",
      "18:5 contract/declares-429-500-503",
      "18:5 redocly/operation-description",
      "18:5 redocly/operation-summary",
      "18:5 redocly/operation-tag-defined",
      "18:5 redocly/security-defined",
      "20:14 contract/request-string-bounded",
    ]
  `)
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['a.yaml']))
})

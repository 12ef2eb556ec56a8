import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOpenApi } from '../../../openapi/document.ts'
import { lint } from '../../../review/lint/lint.ts'

const contract = readFileSync('openapi.yaml', 'utf8')

/** What is found in a version of the contract, as `the line's text | rule message`. */
async function findingsIn(text: string): Promise<string[]> {
  const lines = text.split('\n')
  const findings = await lint(parseOpenApi('openapi.yaml', text))
  return findings.map(({ line, rule, message }) => `${lines[line - 1]?.trim().slice(0, 40)} | ${rule} ${message}`)
}

test('the contract of the house is clean', async () => {
  expect(await findingsIn(contract)).toEqual([])
})

describe('planted in the contract of the house', () => {
  test.each([
    [
      'a misspelt keyword',
      ['minimum: 1, maximum: 100, default: 15', 'minimum: 1, maximun: 100, default: 15'],
      ['PerPage: { type: integer, format: int32, | house/field-known maximun is not a keyword of schemas'],
    ],
    [
      'a keyword of OpenAPI 3.0',
      ['description: What the token is called in the portal.', 'nullable: true'],
      ['nullable: true | house/field-known nullable is not a keyword of schemas'],
    ],
    [
      'a misspelt reference, of which the rest says nothing',
      ['schemas/MeEnvelope" }', 'schemas/MeEnvelop" }'],
      [
        'schema: { $ref: "#/components/schemas/Me | house/reference-resolves #/components/schemas/MeEnvelop is not in the document',
      ],
    ],
    [
      'a status left out and its component unused',
      ['        "415": { $ref: "#/components/responses/LoginUnsupportedMediaType" }\n', ''],
      [
        'responses: | house/body-declares-400-413-415-422 createToken reads a body and does not declare 415',
        'LoginUnsupportedMediaType: | house/component-used Nothing uses LoginUnsupportedMediaType in components/responses',
      ],
    ],
    [
      'a parameter that its path does not have',
      ['/invoices/{id}/pdf:', '/invoices/{invoice}/pdf:'],
      [
        'parameters: | redocly/path-parameters-defined The operation does not define the path parameter `{invoice}` expected by path `/api/v1/invoices/{invoice}/pdf`.',
        'name: id | redocly/path-parameters-defined Path parameter `id` is not used in the path `/api/v1/invoices/{invoice}/pdf`.',
      ],
    ],
    [
      'a text that became a mapping',
      ['description: The user.\n', 'description:\n            The user: of the token.\n'],
      ['description: | house/field-value description must be a string, this is {"The user":"of the token."}'],
    ],
  ])('%s is found, at its line and once', async (_, [from = '', to = ''], want) => {
    expect(contract).toContain(from)
    expect(await findingsIn(contract.replace(from, to))).toEqual(want)
  })
})

test('findings of both stand in the order of the document, each once', async () => {
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
      "2:19 house/field-value",
      "3:13 redocly/no-server-trailing-slash",
      "6:5 redocly/operation-description",
      "6:5 redocly/operation-summary",
      "6:5 redocly/operation-tag-defined",
      "6:5 redocly/security-defined",
      "10:11 redocly/operation-parameters-unique",
      "11:5 house/body-declares-400-413-415-422",
      "11:5 house/declares-429-500-503",
      "12:7 house/operation-id-verb",
      "13:14 redocly/operation-tag-defined",
      "18:5 house/body-declares-400-413-415-422",
      "18:5 house/declares-429-500-503",
      "18:5 redocly/operation-description",
      "18:5 redocly/operation-summary",
      "18:5 redocly/operation-tag-defined",
      "18:5 redocly/security-defined",
      "20:14 house/request-string-bounded",
    ]
  `)
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['a.yaml']))
})

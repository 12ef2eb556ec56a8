import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDocument } from '../../../openapi/read.ts'
import { lint } from '../../../review/lint/lint.ts'

const contract = readFileSync('openapi.yaml', 'utf8')

/** The findings in a version of the contract, as `text of the line | rule message`. */
async function findingsIn(text: string): Promise<string[]> {
  const lines = text.split('\n')
  const findings = await lint(readDocument('openapi.yaml', text).document)
  return findings.map(({ line, rule, message }) => `${lines[line - 1]?.trim().slice(0, 40)} | ${rule} ${message}`)
}

/** What to replace in the contract, by what, and what is found then. */
const errors: Record<string, [from: string | RegExp, to: string, findings: string[]]> = {
  'a misspelled keyword': [
    'maximum: 100\n',
    'maximun: 100\n',
    ['maximun: 100 | contract/vocabulary `maximun` is not a keyword of schemas'],
  ],
  'a keyword of OpenAPI 3.0': [
    'default: API token',
    'default: API token\n          nullable: true',
    ['nullable: true | contract/vocabulary `nullable` is not supported'],
  ],
  'a missing status code, which leaves its component unused': [
    '        "415": { $ref: "#/components/responses/LoginUnsupportedMediaType" }\n',
    '',
    [
      'responses: | contract/body-declares-400-413-415-422 createToken has a request body but does not declare 415',
      'LoginUnsupportedMediaType: | contract/component-used LoginUnsupportedMediaType in components/responses is not used',
    ],
  ],
  'a parameter that is not in its path': [
    '/invoices/{id}/pdf:',
    '/invoices/{invoice}/pdf:',
    [
      'get: | contract/vocabulary the path parameter {invoice} of /api/v1/invoices/{invoice}/pdf is not declared',
      'InvoiceId: | contract/vocabulary the path parameter id is not in the path /api/v1/invoices/{invoice}/pdf',
    ],
  ],
  'text that YAML reads as a mapping': [
    /(operationId: getMe\n[\s\S]*?description:) .*/,
    '$1\n        a: b',
    ['description: | contract/vocabulary `description` must be a string, not {"a":"b"}'],
  ],
}

test('several errors in the contract are each reported once, at their lines', async () => {
  const text = Object.values(errors).reduce((text, [from, to]) => {
    expect(text).toMatch(from)
    return text.replace(from, to)
  }, contract)
  const findings = await findingsIn(text)
  expect(findings.sort()).toEqual(
    Object.values(errors)
      .flatMap(([, , findings]) => findings)
      .sort(),
  )
})

test('a misspelled reference is reported once, and its components are not reported as unused', async () => {
  expect(await findingsIn(contract.replace('schemas/MeEnvelope" }', 'schemas/MeEnvelop" }'))).toEqual([
    'schema: { $ref: "#/components/schemas/Me | contract/vocabulary #/components/schemas/MeEnvelop is not in the document',
  ])
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
  const findings = await lint(readDocument('a.yaml', text).document)
  expect(findings.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toMatchInlineSnapshot(`
    [
      "2:19 contract/vocabulary",
      "3:13 redocly/no-server-trailing-slash",
      "6:5 contract/declares-429-500-503",
      "6:5 redocly/operation-description",
      "6:5 redocly/operation-summary",
      "6:5 redocly/operation-tag-defined",
      "6:5 redocly/security-defined",
      "7:7 contract/operation-id-verb",
      "10:11 contract/vocabulary",
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

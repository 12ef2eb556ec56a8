import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDocument } from '../../../openapi/read.ts'
import { redocly } from '../../../review/lint/redocly.ts'
import { hintFor } from '../../../review/lint/redocly-hints.ts'

/** The findings of Redocly in a document, given from its second line on. */
const findingsIn = (text: string) => redocly(readDocument('not/a/file.yaml', `openapi: 3.1.0${text}`).document)

const BAD = `
info: { title: T }
servers:
  - { url: "https://example.com/{v}/" }
  - { url: "https://api.test.org/{w}", variables: { w: { enum: [], default: x } } }
tags:
  - name: Things
  - { name: Things, description: "<script>x</script>" }
paths:
  /things/{id}/:
    get:
      tags: [Other, Things]
      parameters: [{ name: other, in: path, required: true, schema: { type: string } }]
      responses: { "404": { description: None. } }
  /Things/{}:
    post: { operationId: createThing, security: [{ none: [] }], responses: { "200": {} } }
  /a/{x}:
    get:
      operationId: getA
      parameters:
        - { name: x, in: path, required: true, schema: { oneOf: [{ minimum: 1, exclusiveMinimum: 1 }] } }
        - { name: q, in: query, schema: { type: array } }
        - { name: q, in: query }
      responses: { "200": { description: A. } }
  /a/{y}:
    get: { operationId: getA, security: [{ oauth: [none] }], responses: { "200": { description: A. } } }
  /a?b=c:
    get: { operationId: getC, responses: { "200": { description: C., content: { a/b: { examples: { e: { value: 1, externalValue: x } } } } } } }
components:
  examples: { "a b": {} }
  securitySchemes: { oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: "http://a", scopes: { read: x } } } } }
  schemas: { Thing: { enum: [a, a], const: { $ref: 3 } } }
`

const found = await findingsIn(BAD)

test('findings have their place in the document', () => {
  const rules = found.map(({ line, column, rule }) => `${line}:${column} ${rule.replace('redocly/', '')}`)
  expect(rules.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toMatchInlineSnapshot(`
    [
      "2:1 info-contact",
      "2:1 info-license",
      "4:7 no-server-example.com",
      "4:7 no-server-trailing-slash",
      "4:7 no-undefined-server-variable",
      "7:5 tag-description",
      "8:21 no-unsafe-markdown",
      "8:5 no-duplicated-tag-names",
      "10:3 no-path-trailing-slash",
      "11:5 operation-operationId",
      "11:5 operation-summary",
      "11:5 operation-description",
      "11:5 security-defined",
      "12:14 operation-tag-defined",
      "13:20 parameter-description",
      "14:7 operation-2xx-response",
      "15:3 path-declaration-must-exist",
      "15:3 paths-kebab-case",
      "16:5 operation-tag-defined",
      "16:5 operation-summary",
      "16:5 operation-description",
      "16:52 security-defined",
      "18:5 operation-tag-defined",
      "18:5 operation-summary",
      "18:5 operation-description",
      "18:5 security-defined",
      "21:11 parameter-description",
      "21:58 no-illogical-composition-keywords",
      "21:80 no-mixed-number-range-constraints",
      "22:11 parameter-description",
      "22:11 array-parameter-serialization",
      "23:11 parameter-description",
      "25:3 no-ambiguous-paths",
      "26:5 operation-tag-defined",
      "26:5 operation-summary",
      "26:5 operation-description",
      "26:52 security-scopes-defined",
      "27:3 path-not-include-query",
      "27:3 paths-kebab-case",
      "28:5 operation-tag-defined",
      "28:5 operation-summary",
      "28:5 operation-description",
      "28:5 security-defined",
      "30:15 spec-components-invalid-map-name",
      "32:33 no-duplicated-enum-values",
    ]
  `)
})

test('a valid document has no findings', async () => {
  const good = `
info: { title: T, version: 1.0.0, contact: { name: N }, license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://api.test.org" }]
tags: [{ name: Things, description: Things. }]
security: []
paths:
  /things/{id}:
    get:
      operationId: getThing
      tags: [Things]
      summary: Show a thing
      description: All of it.
      parameters: [{ name: id, in: path, required: true, description: Its id., schema: { type: integer } }]
      responses: { "200": { description: The thing. } }
`
  expect(await findingsIn(good)).toEqual([])
})

test('a document that Redocly cannot process is a finding', async () => {
  const [finding, ...others] = await findingsIn('\ncomponents:\n  headers: { A: { $ref: "#/components/headers/A" } }\n')
  expect(others).toEqual([])
  expect(finding).toMatchObject({
    rule: 'redocly/unfinished',
    severity: 'error',
    file: 'not/a/file.yaml',
    line: 1,
    column: 1,
  })
  expect(finding?.message).toContain('Self-referencing circular pointer')
})

test('each finding has a hint, and each rule that redocly.yaml turns on', () => {
  expect(found.filter(({ hint }) => hint.startsWith('See '))).toEqual([])
  const { rules } = parse(readFileSync('redocly.yaml', 'utf8')) as { rules: Record<string, string> }
  const withoutHint = Object.entries(rules).filter(
    ([rule, state]) => state !== 'off' && hintFor(rule).startsWith('See '),
  )
  expect(withoutHint).toEqual([])
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkDocument } from '../../../mock/examples/check.ts'
import { parseDocument } from '../../../openapi/read.ts'

const yaml = readFileSync('openapi.yaml', 'utf8')
const check = (text: string) => checkDocument(parseDocument('api.yaml', text))

test('openapi.yaml can be served', () => {
  expect(() => check(yaml)).not.toThrow()
})

const document = (rest: string) => `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
${rest}`

const responses = 'responses: { "200": { description: Fine. } }'

test.each([
  [
    'an input rule that is not supported',
    document(`      ${responses}\nx-input: { trim: false }`),
    "api.yaml:7:1 #/x-input: the mock supports only the x-input of this project's openapi.yaml. Copy x-input from openapi.yaml.",
  ],
  [
    'an API key',
    document(`      ${responses}\ncomponents: { securitySchemes: { key: { type: apiKey, in: header, name: K } } }`),
    'api.yaml:7:41 #/components/securitySchemes/key/type: the mock supports only bearer tokens, not apiKey. Use `type: http` with `scheme: bearer`.',
  ],
  [
    'an API key in a cookie',
    document(`      ${responses}\ncomponents: { securitySchemes: { key: { type: apiKey, in: cookie, name: K } } }`),
    'api.yaml:7:55 #/components/securitySchemes/key/in: `in: cookie` is not supported. Use a header.',
  ],
  [
    'a required cookie',
    document(
      `      parameters: [{ name: C, in: cookie, required: true, schema: { type: string } }]\n      ${responses}`,
    ),
    'api.yaml:6:31 #/paths/~1a/get/parameters/0/in: `in: cookie` is not supported. Use a header or query parameter.',
  ],
])('refuses %s', (_, text, message) => {
  expect(() => check(text)).toThrow(message)
})

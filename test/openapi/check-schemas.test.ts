import { expect, test } from 'vitest'
import { checkSchemas } from '../../openapi/check-schemas.ts'
import { parseOpenApi } from '../../openapi/document.ts'

const check = (schema: string) =>
  checkSchemas(parseOpenApi('a.yaml', `openapi: 3.1.0\ncomponents: { schemas: { A: ${schema} } }\n`))

test.each([
  '{ type: string, pattern: "^[a-z]+$", maxLength: 5 }',
  '{ properties: { pattern: { type: string } } }',
  'true',
])('lets %s pass', schema => {
  expect(() => check(schema)).not.toThrow()
})

test.each([
  ['{ minimum: one }', '#/components/schemas/A/minimum: must be number'],
  ['{ maxLength: "255" }', '#/components/schemas/A/maxLength: must be integer'],
  ['{ items: { pattern: "(" } }', '#/components/schemas/A/items/pattern: is no regular expression'],
])('refuses %s', (schema, reason) => {
  expect(() => check(schema)).toThrow(reason)
})

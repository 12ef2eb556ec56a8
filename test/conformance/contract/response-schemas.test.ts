import { expect, test } from 'vitest'
import { createSchemas } from '../../../conformance/contract/response-schemas.ts'
import type { JsonObject } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'

test('reports a wrong type, a missing property and an undeclared one at any depth', () => {
  const document = parseDocument(
    'wrong.yaml',
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: {
        schemas: {
          Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
          Whole: {
            allOf: [
              { $ref: '#/components/schemas/Base' },
              { type: 'object', properties: { part: { $ref: '#/components/schemas/Base' } } },
            ],
          },
        },
      } satisfies JsonObject,
    }),
  )
  const { errorsOf } = createSchemas(document)
  const whole = '#/components/schemas/Whole'
  expect(errorsOf(whole, { id: 1, part: { id: 2 } })).toEqual([])
  expect(errorsOf(whole, { id: 'x' })).toEqual(['/id must be integer {"type":"integer"}'])
  expect(errorsOf(whole, { part: { id: 1 } })).toContain(`/ must have required property 'id' {"missingProperty":"id"}`)
  expect(errorsOf(whole, { id: 1, extra: 1 })).toEqual([
    '/ must NOT have unevaluated properties {"unevaluatedProperty":"extra"}',
  ])
  expect(errorsOf(whole, { id: 1, part: { id: 2, extra: 1 } })).toContain(
    '/part must NOT have unevaluated properties {"unevaluatedProperty":"extra"}',
  )
})

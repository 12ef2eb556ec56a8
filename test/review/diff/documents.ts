import type { Json, JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'
import type { Diff } from '../../../review/diff/change.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'

/** A document around some of its fields. */
export const document = (fields: JsonObject): OpenApiDocument =>
  parseDocument(
    'openapi.yaml',
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Test', version: '1.0.0' }, paths: {}, ...fields }),
  )

const wrapped = (schema: Json) => ({ type: 'object', properties: { it: schema } })

/** A property `it` of this schema in the body of a request or of its response. */
export function around(side: 'request' | 'response', schema: Json, more: JsonObject = {}): OpenApiDocument {
  const content = { 'application/json': { schema: wrapped(schema) } }
  const operation: JsonObject = {
    operationId: 'call',
    ...(side === 'request' ? { requestBody: { required: true, content } } : {}),
    responses: { 200: { description: 'Done.', ...(side === 'response' ? { content } : {}) } },
  }
  return document({ paths: { '/it': { post: operation } }, ...more })
}

export const diffOf = (base: JsonObject, head: JsonObject): Diff => diffDocuments(document(base), document(head))

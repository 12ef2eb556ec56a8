import { type SpecMutant, specMutants } from '../../../../../conformance/mutants/spec/spec-mutants.ts'
import type { Json, JsonObject, OpenApiDocument } from '../../../../../openapi/document.ts'
import { readDocument } from '../../../../../openapi/read.ts'

/** A document of one operation; `It` is what it receives or returns. */
export function documentWith(role: 'body' | 'parameter' | 'response', It: JsonObject): OpenApiDocument {
  const schema = { $ref: '#/components/schemas/It' }
  const media = { content: { 'application/json': { schema } } }
  const operation: JsonObject = { responses: { 200: role === 'response' ? media : {} } }
  if (role === 'body') operation.requestBody = media
  if (role === 'parameter') operation.parameters = [{ name: 'it', in: 'query', schema }]
  return smallDocument({
    paths: { '/it': { post: { operationId: 'it', ...operation } } },
    components: { schemas: { It } },
  })
}

/** Unchecked, so that it may say no more than a test needs. */
export const smallDocument = (parts: JsonObject): OpenApiDocument =>
  readDocument('small.yaml', JSON.stringify({ openapi: '3.1.0', ...parts } satisfies Json)).document

export const mutationsBy = (operator: string, document: OpenApiDocument): SpecMutant[] =>
  specMutants(document).filter(mutant => mutant.operator === operator)

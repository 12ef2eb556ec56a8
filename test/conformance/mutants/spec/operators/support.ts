import { type SpecMutant, specMutants } from '../../../../../conformance/mutants/spec/spec-mutants.ts'
import { type Json, type JsonObject, type OpenApiDocument, parseOpenApi } from '../../../../../openapi/document.ts'

/** A document of one operation; `It` is what it sends or answers. */
export function documentWith(role: 'body' | 'parameter' | 'answer', It: JsonObject): OpenApiDocument {
  const schema = { $ref: '#/components/schemas/It' }
  const media = { content: { 'application/json': { schema } } }
  const operation: JsonObject = { responses: { 200: role === 'answer' ? media : {} } }
  if (role === 'body') operation.requestBody = media
  if (role === 'parameter') operation.parameters = [{ name: 'it', in: 'query', schema }]
  return smallDocument({
    paths: { '/it': { post: { operationId: 'it', ...operation } } },
    components: { schemas: { It } },
  })
}

export const smallDocument = (parts: JsonObject): OpenApiDocument =>
  parseOpenApi('small.yaml', JSON.stringify({ openapi: '3.1.0', ...parts } satisfies Json))

export const liesOf = (operator: string, document: OpenApiDocument): SpecMutant[] =>
  specMutants(document).filter(mutant => mutant.operator === operator)

import type { JsonObject } from '../json.ts'
import type { Refusal } from '../refusal.ts'

const DIALECTS = ['https://spec.openapis.org/oas/3.1/dialect/base', 'https://json-schema.org/draft/2020-12/schema']
const instead = 'Convert the document to OpenAPI 3.1.'

/** The document must use OpenAPI 3.1, and its schemas JSON Schema 2020-12. */
export function* checkVersion({ openapi, swagger, jsonSchemaDialect }: JsonObject): Generator<Refusal> {
  if (openapi === undefined)
    yield swagger === undefined
      ? {
          pointer: '#',
          reason: 'the document has no `openapi` field',
          instead: 'Write `openapi: 3.1.0`.',
        }
      : { pointer: '#/swagger', reason: `only OpenAPI 3.1 is supported, not Swagger ${swagger}`, instead }
  else if (typeof openapi !== 'string' || !/^3\.1\.\d+$/.test(openapi))
    yield {
      pointer: '#/openapi',
      reason: `only OpenAPI 3.1 is supported, not ${JSON.stringify(openapi)}`,
      instead: /^3\.1(\.\d+-.*)?$/.test(String(openapi)) ? 'Write `openapi: 3.1.0`.' : instead,
    }
  if (jsonSchemaDialect !== undefined && !DIALECTS.includes(String(jsonSchemaDialect).replace(/#$/, '')))
    yield {
      pointer: '#/jsonSchemaDialect',
      reason: 'only JSON Schema 2020-12 is supported',
      instead: 'Remove it: JSON Schema 2020-12 is the default.',
    }
}

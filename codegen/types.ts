import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { factory } from 'typescript'
import type { OpenApiDocument } from '../openapi/document.ts'

/**
 * The TypeScript types of openapi-typescript. Bytes are a Blob, which is what fetch makes of them; a property with a default may be
 * left out, as a client may.
 */
export async function emitTypes({ root }: OpenApiDocument): Promise<string> {
  const blob = factory.createTypeReferenceNode('Blob')
  const ast = await openapiTypescript(root as unknown as OpenAPI3, {
    silent: true,
    defaultNonNullable: false,
    transform: schema => ('format' in schema && schema.format === 'binary' ? blob : undefined),
  })
  return astToString(ast)
}

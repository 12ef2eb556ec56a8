import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { factory } from 'typescript'
import { DocumentError, into, isObject, type OpenApiDocument } from '../openapi/document.ts'

/**
 * The TypeScript types of openapi-typescript. Bytes are a Blob, which is what fetch makes of them; a property with a default may be
 * left out, as a client may.
 */
export async function emitTypes({ file, root }: OpenApiDocument): Promise<string> {
  const blob = factory.createTypeReferenceNode('Blob')
  // A copy, since it changes what it reads.
  const document = structuredClone(root)
  pointMappings(document)
  try {
    const ast = await openapiTypescript(document as unknown as OpenAPI3, {
      silent: true,
      defaultNonNullable: false,
      transform: schema => ('format' in schema && schema.format === 'binary' ? blob : undefined),
    })
    return astToString(ast)
  } catch (error) {
    throw new DocumentError(`${file}:1:1 #: openapi-typescript cannot read it (${(error as Error).message})`)
  }
}

/** It takes the name of a component in a discriminator's mapping for that of a file. */
function pointMappings(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const { discriminator } = value as { discriminator?: unknown }
  if (isObject(discriminator) && isObject(discriminator.mapping)) {
    for (const [key, target] of Object.entries(discriminator.mapping)) {
      if (typeof target === 'string' && !target.startsWith('#'))
        discriminator.mapping[key] = into('#/components/schemas', target)
    }
  }
  Object.values(value).forEach(pointMappings)
}

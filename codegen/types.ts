import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { factory } from 'typescript'
import {
  DocumentError,
  into,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  resolve,
} from '../openapi/document.ts'
import { objectsIn } from '../openapi/objects.ts'
import { mappedTo } from './component-names.ts'

/**
 * The TypeScript types of openapi-typescript. Bytes are a Blob, which is what fetch makes of them; a property with a default may be
 * left out, as a client may.
 */
export async function emitTypes(source: OpenApiDocument): Promise<string> {
  const blob = factory.createTypeReferenceNode('Blob')
  // A copy, since it changes what it reads.
  const document = structuredClone(source.root)
  pointMappings(document)
  dropReferringExamples(document)
  writeOutOptionalHeaders(document, source)
  try {
    const ast = await openapiTypescript(document as unknown as OpenAPI3, {
      silent: true,
      defaultNonNullable: false,
      transform: schema => ('format' in schema && schema.format === 'binary' ? blob : undefined),
    })
    return astToString(ast)
  } catch (error) {
    throw new DocumentError(`${source.file}:1:1 #: openapi-typescript cannot read it (${(error as Error).message})`)
  }
}

/** It takes the name of a component in a discriminator's mapping for that of a file. */
function pointMappings(document: JsonObject): void {
  for (const { value } of objectsIn(document, '#')) {
    const mapping = isObject(value.discriminator) ? value.discriminator.mapping : undefined
    if (!isObject(mapping)) continue
    for (const [key, target] of Object.entries(mapping)) if (typeof target === 'string') mapping[key] = mappedTo(target)
  }
}

/** It follows what looks like a reference in an example, even out of the document. */
function dropReferringExamples(document: JsonObject): void {
  for (const { value } of objectsIn(document, '#'))
    for (const keyword of ['example', 'examples', 'value'])
      if (isExample(keyword, value[keyword]) && JSON.stringify(value[keyword]).includes('"$ref":'))
        delete value[keyword]
}

/** `examples` is a map of objects with a value outside of schemas. */
const isExample = (keyword: string, value: Json | undefined) =>
  value !== undefined && (keyword !== 'examples' || Array.isArray(value))

/** It takes every header that is a reference for one that is always there. */
function writeOutOptionalHeaders(document: JsonObject, source: OpenApiDocument): void {
  for (const { value, pointer } of objectsIn(document, '#')) {
    if (!/\/responses\/[^/]+$/.test(pointer) || !isObject(value.headers)) continue
    for (const [name, header] of Object.entries(value.headers)) {
      if (!isObject(header) || header.$ref === undefined) continue
      const { value: resolved } = resolve(source, { value: header, pointer: into(pointer, 'headers', name) })
      if (resolved.required !== true) value.headers[name] = structuredClone(resolved)
    }
  }
}

import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'
import { DocumentError, isObject, type JsonObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { isExtensible } from '../openapi/extensible-enums.ts'
import { membersOf } from '../openapi/members.ts'
import { mappedPointer, resolve } from '../openapi/references.ts'
import { fieldOf } from '../openapi/vocabulary.ts'
import { type Node, walk } from '../openapi/walk.ts'
import { extensibleEnumType, keepRequestsExact } from './extensible-enums.ts'
import { withNamedTypes } from './named-types.ts'

/**
 * The types that openapi-typescript generates, and a named type for each schema. Binary data is a Blob, as fetch returns it. Properties with
 * a default are optional, because clients may omit them. In responses, an extensible enum is one of the listed values or another string.
 */
export async function emitTypes(source: OpenApiDocument): Promise<string> {
  const blob = ts.factory.createTypeReferenceNode('Blob')
  try {
    const ast = await openapiTypescript(preparedCopy(source) as unknown as OpenAPI3, {
      silent: true,
      defaultNonNullable: false,
      transform: schema => {
        if (isExtensible(schema)) return extensibleEnumType(schema.enum ?? [])
        return 'format' in schema && schema.format === 'binary' ? blob : undefined
      },
    })
    return astToString(withNamedTypes(ast))
  } catch (error) {
    throw new DocumentError(`${source.file}:1:1 #: openapi-typescript cannot read it (${(error as Error).message})`)
  }
}

/** A copy, because openapi-typescript changes its input, without constructs that it misinterprets. */
function preparedCopy(source: OpenApiDocument): JsonObject {
  const root = structuredClone(source.root)
  for (const node of [...walk(root)]) {
    writeMappingAsPointers(node)
    dropExamplesWithReferences(node)
    if (node.kind === 'Response') inlineOptionalHeaders(source, node)
  }
  keepRequestsExact(root)
  return root
}

/** In a discriminator's mapping, openapi-typescript treats the name of a component as a file name. */
function writeMappingAsPointers({ kind, value }: Node): void {
  if (kind !== 'Discriminator' || !isObject(value.mapping)) return
  for (const [key, target] of Object.entries(value.mapping)) value.mapping[key] = mappedPointer(String(target))
}

/** openapi-typescript follows anything in an example that looks like a reference, even to other files. */
function dropExamplesWithReferences({ kind, value }: Node): void {
  for (const name of ['example', 'examples', 'value']) {
    const isExample = value[name] !== undefined && fieldOf(kind, name)?.is !== 'map'
    if (isExample && JSON.stringify(value[name]).includes('"$ref":')) delete value[name]
  }
}

/** openapi-typescript treats every header that is a reference as required. */
function inlineOptionalHeaders(source: OpenApiDocument, response: Located): void {
  for (const [name, header] of membersOf(response, 'headers')) {
    const { value } = resolve(source, header)
    if (header.value.$ref !== undefined && value.required !== true)
      (response.value.headers as JsonObject)[name] = structuredClone(value)
  }
}

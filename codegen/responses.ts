import { into, type Located } from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import { childrenOf, resolveObject } from '../openapi/operations.ts'
import { contentOf, mediaText } from './media.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { key, type Shared } from './shared.ts'
import { schemaOf, textArray, textValue } from './text-value.ts'

export function responseText(context: SchemaContext, shared: Shared, response: Located): string {
  const { document } = context
  const headers = childrenOf(document, response, 'headers')
    // OpenAPI 3.1, Response Object: it is what `content` says.
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => {
      const resolved = resolveObject(document, header, 'Header')
      return `${key(name)}: ${shared.put('headers', resolved.pointer, () => headerText(context, resolved))}`
    })
  const media = contentOf(document, response).map(([type, media]) => mediaText(context, type, media))
  return [
    `{ description: ${literal(field(document, response, 'description', 'string') ?? '')}`,
    headers.length > 0 ? `, headers: z.object({ ${headers.join(', ')} })` : '',
    media.length > 0 ? `, content: { ${media.join(', ')} }` : '',
    ' }',
  ].join('')
}

function headerText(context: SchemaContext, header: Located): string {
  const { document } = context
  if ((header.value.style ?? 'simple') !== 'simple')
    document.refuse(into(header.pointer, 'style'), `style ${header.value.style} in a header is not supported`)
  const schema = schemaOf(context, header)
  const text = textArray(context, schema, false) ?? textValue(context, schema)
  return field(document, header, 'required', 'boolean') ? text : `${text}.optional()`
}

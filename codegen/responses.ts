import type { Located } from '../openapi/document.ts'
import { resolvedMembers } from '../openapi/operations.ts'
import { contentOf, mediaText } from './media.ts'
import { childOf, literal, type SchemaContext } from './schema/context.ts'
import { key, type Shared } from './shared.ts'
import { textValue } from './text-value.ts'

export function responseText(context: SchemaContext, shared: Shared, response: Located): string {
  const headers = resolvedMembers(context.document, response, 'headers')
    // `content` determines it (OpenAPI 3.1, Response Object).
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => {
      const text = shared.put('headers', header.pointer, () => headerText(context, header))
      return `${key(name)}: ${text}`
    })
  const media = contentOf(response).map(([type, media]) => mediaText(context, type, media))
  return [
    `{ description: ${literal(response.value.description)}`,
    headers.length > 0 ? `, headers: z.object({ ${headers.join(', ')} })` : '',
    media.length > 0 ? `, content: { ${media.join(', ')} }` : '',
    ' }',
  ].join('')
}

function headerText(context: SchemaContext, header: Located): string {
  const text = textValue(context, childOf(header, 'schema'))
  return header.value.required === true ? text : `${text}.optional()`
}

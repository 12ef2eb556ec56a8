import { into, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { memberOf, membersOf } from '../openapi/members.ts'
import { resolve } from '../openapi/references.ts'
import { allowedTypes } from '../openapi/types.ts'
import { keywordOf } from '../openapi/vocabulary.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { textValue } from './text-value.ts'

export const FORM = 'application/x-www-form-urlencoded'

export const isJson = (type: string): boolean => /^[\w.-]+\/([^\s;/]+\+)?json\s*(;|$)/i.test(type)

/** The media types of a body with their objects. */
export const contentOf = (owner: Located): [type: string, media: Located][] => membersOf(owner, 'content')

/** JSON and forms have the declared schema, text media types have text, and all others have bytes. */
export const mediaText = (context: SchemaContext, type: string, media: Located): string =>
  `${literal(type)}: { schema: ${schemaText(context, type, media)} }`

function schemaText(context: SchemaContext, type: string, media: Located): string {
  const schema = memberOf(media, 'schema')
  if (isJson(type) || type === FORM) return schema ? context.write(context, schema).text : 'z.unknown()'
  const isText = /^text\/|[/+]xml\s*(;|$)/i.test(type)
  if (!schema) return isText ? 'z.string()' : 'z.instanceof(Uint8Array)'
  if (!isText) {
    checkBytes(context.document, type, schema)
    return 'z.instanceof(Uint8Array)'
  }
  const part = allowedTypes(context.document, schema)?.find(type => type === 'object' || type === 'array')
  if (part !== undefined)
    context.document.refuse(
      media.pointer,
      `a body of ${type} cannot be an ${part}`,
      'Use application/json, or a string.',
    )
  return textValue(context, schema)
}

/** The schema of a binary body cannot restrict the bytes (OpenAPI 3.1, Considerations for File Uploads). */
function checkBytes(document: OpenApiDocument, type: string, schema: Located): void {
  const { value, pointer } = resolve(document, schema)
  const isBeyond = (key: string) => key !== 'type' && key !== 'format' && keywordOf(key)?.role !== 'annotation'
  const beyond = Object.keys(value).find(key => isBeyond(key) && !key.startsWith('x-'))
  if (beyond !== undefined)
    document.refuse(into(pointer, beyond), `\`${beyond}\` is not supported in a body of ${type}`, 'Remove it.')
  if ((value.type ?? 'string') !== 'string' || (value.format ?? 'binary') !== 'binary')
    document.refuse(pointer, `a body of ${type} must be binary`, 'Use `type: string` with `format: binary`.')
}

import { into, isObject, type Located, type OpenApiDocument, resolve } from '../openapi/document.ts'
import { checkFields } from '../openapi/fields.ts'
import { childrenOf } from '../openapi/operations.ts'
import { childOf, literal, type SchemaContext } from './schema/context.ts'
import { schemaExpression } from './schema/schema.ts'
import { typesOf } from './schema/vocabulary.ts'
import { textValue } from './text-value.ts'

export const FORM = 'application/x-www-form-urlencoded'

export const isJson = (type: string): boolean => /^[\w.-]+\/([^\s;/]+\+)?json\s*(;|$)/i.test(type)

/** The media types of a body with their objects. */
export function contentOf(document: OpenApiDocument, owner: Located): [type: string, media: Located][] {
  const content = childrenOf(document, owner, 'content')
  for (const [, media] of content) checkFields(document, 'Media Type', media)
  return content
}

/** JSON by its schema, text as text, everything else as bytes. */
export function mediaText(context: SchemaContext, type: string, media: Located): string {
  return `${literal(type)}: { schema: ${schemaText(context, type, media)} }`
}

function schemaText(context: SchemaContext, type: string, media: Located): string {
  const { schema } = media.value
  if (isJson(type) || type === FORM)
    return schema === undefined ? 'z.unknown()' : schemaExpression(context, childOf(context, media, 'schema')).text
  const isText = /^text\/|[/+]xml\s*(;|$)/i.test(type)
  if (schema === undefined) return isText ? 'z.string()' : 'z.instanceof(Uint8Array)'
  if (!isObject(schema)) return context.document.refuse(into(media.pointer, 'schema'), 'must be a schema with a type')
  const located = { value: schema, pointer: into(media.pointer, 'schema') }
  if (isText) {
    const types = typesOf(context.document, resolve(context.document, located)) ?? ['string']
    const parts = types.find(type => type === 'object' || type === 'array')
    if (parts !== undefined) context.document.refuse(media.pointer, `${parts}s in ${type} are not supported`)
    return textValue(context, located)
  }
  checkBytes(context.document, type, located)
  return 'z.instanceof(Uint8Array)'
}

/** The schema of bytes can say no more than that they are some (OpenAPI 3.1, Considerations for File Uploads). */
function checkBytes(document: OpenApiDocument, type: string, schema: Located): void {
  const { value, pointer } = resolve(document, schema)
  const said = ['title', 'description', 'example', 'examples', 'contentMediaType', 'contentEncoding', 'type', 'format']
  const beyond = Object.keys(value).find(key => !said.includes(key) && !key.startsWith('x-'))
  if (beyond !== undefined) document.refuse(into(pointer, beyond), `${beyond} is not supported in a body of ${type}`)
  if ((value.type ?? 'string') !== 'string' || (value.format ?? 'binary') !== 'binary')
    document.refuse(pointer, `a body of ${type} can only be a string, of format binary`)
}

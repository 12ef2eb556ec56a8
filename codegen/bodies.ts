import {
  into,
  isObject,
  type Json,
  type JsonObject,
  type Located,
  nextOf,
  type OpenApiDocument,
} from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import { contentOf, FORM, isJson, mediaText } from './media.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { demandedTypes } from './schema/demanded.ts'

/** The body as JSON; a form that stands beside it has the same fields and is decoded to them before it is validated. */
export function requestBodyText(context: SchemaContext, requestBody: Located): string {
  const { document } = context
  const content = contentOf(document, requestBody)
  if (content.length === 0) document.refuse(requestBody.pointer, 'needs content')
  const json = content.find(([type]) => isJson(type))
  const listed = content.filter(([type, media]) => {
    if (type.startsWith('multipart/')) document.refuse(media.pointer, 'multipart bodies are not supported')
    if (type === FORM) checkForm(context, media)
    if (json === undefined || type === json[0] || !(isJson(type) || type === FORM)) return true
    if (literal(media.value.schema ?? true) !== literal(json[1].value.schema ?? true))
      document.refuse(media.pointer, `the schema differs from that of ${json[0]}, which is not supported`)
    return false
  })
  const isRequired = field(document, requestBody, 'required', 'boolean') ?? false
  const media = listed.map(([type, media]) => mediaText(context, type, media))
  return `body: { required: ${isRequired}, content: { ${media.join(', ')} } }`
}

/** A form says everything in text, and its fields are judged as they come. */
function checkForm({ document }: SchemaContext, media: Located): void {
  if (media.value.encoding !== undefined) document.refuse(into(media.pointer, 'encoding'), 'is not supported')
  if (!isObject(media.value.schema)) return
  for (const { value, pointer } of fieldsOf(document, {
    value: media.value.schema,
    pointer: into(media.pointer, 'schema'),
  })) {
    const other = demandedTypes(document, { value, pointer })?.find(type => type !== 'string' && type !== 'null')
    if (other !== undefined) document.refuse(pointer, `a field of type ${other} in a form is not supported`)
  }
}

/** The schemas of all fields that an object may have, through references and compositions. */
function fieldsOf(document: OpenApiDocument, schema: Located, seen = new Set<string>()): Located[] {
  if (seen.has(schema.pointer)) return []
  seen.add(schema.pointer)
  const { value, pointer } = schema
  const at = (inner: Json | undefined, ...keys: string[]): Located[] =>
    isObject(inner) ? [{ value: inner, pointer: into(pointer, ...keys) }] : []
  const under = (keyword: string) =>
    Object.entries((value[keyword] ?? {}) as JsonObject).flatMap(([key, inner]) => at(inner, keyword, key))
  const beside = (keyword: string) => at(value[keyword], keyword)
  const same = [
    ...(value.$ref === undefined ? [] : [nextOf(document, schema)]),
    ...['allOf', 'anyOf', 'oneOf'].flatMap(under),
    ...['if', 'then', 'else'].flatMap(beside),
  ]
  return [
    ...['properties', 'patternProperties'].flatMap(under),
    ...['additionalProperties', 'unevaluatedProperties'].flatMap(beside),
    ...same.flatMap(member => fieldsOf(document, member, seen)),
  ]
}

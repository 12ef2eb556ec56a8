import type { Located, OpenApiDocument } from '../openapi/document.ts'
import { memberOf, membersOf } from '../openapi/members.ts'
import { targetOf } from '../openapi/references.ts'
import { allowedTypes } from '../openapi/types.ts'
import { contentOf, FORM, isJson, mediaText } from './media.ts'
import { literal, type SchemaContext } from './schema/context.ts'

/** The body as JSON. A form beside it must have the same schema, because it is decoded to the same fields before validation. */
export function requestBodyText(context: SchemaContext, requestBody: Located): string {
  const { document } = context
  const content = contentOf(requestBody)
  if (content.length === 0)
    document.refuse(requestBody.pointer, 'the request body has no content', 'Add a media type with a schema.')
  const json = content.find(([type]) => isJson(type))
  const listed = content.filter(([type, media]) => {
    if (type === FORM) checkForm(document, media)
    if (json === undefined || type === json[0] || !(isJson(type) || type === FORM)) return true
    if (literal(media.value.schema ?? {}) !== literal(json[1].value.schema ?? {}))
      document.refuse(media.pointer, `the schema is not the same as for ${json[0]}`, 'Use the same schema for both.')
    return false
  })
  const media = listed.map(([type, media]) => mediaText(context, type, media))
  return `body: { required: ${requestBody.value.required === true}, content: { ${media.join(', ')} } }`
}

/** The fields of a form are sent as text and validated without conversion. */
function checkForm(document: OpenApiDocument, media: Located): void {
  const schema = memberOf(media, 'schema')
  for (const field of schema ? fieldsOf(document, schema) : []) {
    const other = allowedTypes(document, field)?.find(type => type !== 'string' && type !== 'null')
    if (other !== undefined)
      document.refuse(field.pointer, `a field of type ${other} is not supported in a form`, 'Use a string.')
  }
}

/** The schemas of all fields that an object may have, including those in references and compositions. */
function fieldsOf(document: OpenApiDocument, schema: Located, seen = new Set<string>()): Located[] {
  if (seen.has(schema.pointer)) return []
  seen.add(schema.pointer)
  const members = (keyword: string) => membersOf(schema, keyword).map(([, member]) => member)
  const others = memberOf(schema, 'additionalProperties')
  const target = targetOf(document, schema)
  return [
    ...members('properties'),
    ...(others ? [others] : []),
    ...(target ? fieldsOf(document, target, seen) : []),
    ...['allOf', 'anyOf', 'oneOf'].flatMap(members).flatMap(member => fieldsOf(document, member, seen)),
  ]
}

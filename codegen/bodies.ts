import { into, isObject, type Located, resolve } from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import { contentOf, FORM, isJson, mediaText } from './media.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { impliedTypes } from './schema/schema.ts'
import { typesOf } from './schema/vocabulary.ts'

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
function checkForm({ document, ...context }: SchemaContext, media: Located): void {
  if (media.value.encoding !== undefined) document.refuse(into(media.pointer, 'encoding'), 'is not supported')
  if (!isObject(media.value.schema)) return
  const schema = resolve(document, { value: media.value.schema, pointer: into(media.pointer, 'schema') })
  for (const [name, value] of Object.entries(isObject(schema.value.properties) ? schema.value.properties : {})) {
    if (!isObject(value)) continue
    const property = { value, pointer: into(schema.pointer, 'properties', name) }
    const resolved = resolve(document, property)
    const types = typesOf(document, resolved) ?? impliedTypes({ document, ...context }, resolved) ?? ['string']
    const other = types.find(type => type !== 'string' && type !== 'null')
    if (other !== undefined) document.refuse(property.pointer, `a field of type ${other} in a form is not supported`)
  }
}

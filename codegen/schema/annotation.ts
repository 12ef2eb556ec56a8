import { into, isObject, type Json, type Located, nextOf, type OpenApiDocument } from '../../openapi/document.ts'

/** What a schema says by a keyword that judges nothing: itself, else what it refers to, link by link, else a member of its allOf. */
export function annotationOf(document: OpenApiDocument, schema: Located, keyword: string, depth = 0): Json | undefined {
  const { value, pointer } = schema
  if (value[keyword] !== undefined) return value[keyword]
  if (depth > 50) return undefined
  const members = Array.isArray(value.allOf) ? value.allOf : []
  const parts = [
    ...(value.$ref === undefined ? [] : [nextOf(document, schema)]),
    ...members.map((member, index) => ({ value: member, pointer: into(pointer, 'allOf', index) })),
  ]
  for (const { value, pointer } of parts) {
    const found = isObject(value) ? annotationOf(document, { value, pointer }, keyword, depth + 1) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The default that applies to a schema, which must also satisfy what stands around the place it is written at. */
export function defaultOf(
  context: { document: OpenApiDocument; judge: (schema: string, place: string, value: unknown) => void },
  schema: Located,
): Json | undefined {
  const fallback = annotationOf(context.document, schema, 'default')
  if (fallback !== undefined && fallback !== schema.value.default)
    context.judge(schema.pointer, schema.pointer, fallback)
  return fallback
}

import type { Json, Located, OpenApiDocument } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { targetOf } from '../../openapi/references.ts'
import type { SchemaContext } from './context.ts'

/** The value of an annotation: the schema's own, otherwise that of its reference, otherwise that of a member of its allOf. */
export function annotationOf(document: OpenApiDocument, schema: Located, keyword: string, depth = 0): Json | undefined {
  const { value } = schema
  if (value[keyword] !== undefined) return value[keyword]
  if (depth > 50) return undefined
  const target = targetOf(document, schema)
  const members = membersOf(schema, 'allOf').map(([, member]) => member)
  for (const part of target ? [target, ...members] : members) {
    const found = annotationOf(document, part, keyword, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** The default of a schema. A default from a reference or an allOf must also be valid against the schema that uses it. */
export function defaultOf(
  { document, checkValue }: Pick<SchemaContext, 'document' | 'checkValue'>,
  schema: Located,
): Json | undefined {
  const fallback = annotationOf(document, schema, 'default')
  if (fallback !== undefined && fallback !== schema.value.default) checkValue(schema.pointer, schema.pointer, fallback)
  return fallback
}

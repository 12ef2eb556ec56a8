import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import { resolvedAt } from '../../openapi/references.ts'

/** The properties of an object schema and of its allOf members, by name, each with the pointer to its schema. */
export function propertiesAt(document: OpenApiDocument, pointer: string): Map<string, string> {
  const schema = resolvedAt(document, pointer)
  if (!schema) return new Map()
  const { properties, allOf } = schema.value
  const own = isObject(properties) ? Object.keys(properties) : []
  const parts = Array.isArray(allOf) ? allOf : []
  return new Map([
    ...parts.flatMap((_, index) => [...propertiesAt(document, into(schema.pointer, 'allOf', index))]),
    ...own.map((name): [string, string] => [name, into(schema.pointer, 'properties', name)]),
  ])
}

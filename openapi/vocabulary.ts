import type { JsonObject } from './json.ts'
import type { Field, FieldValue, Keyword, Kind, ObjectDefinition, ValueOf } from './vocabulary/definition.ts'
import { documentObjects } from './vocabulary/document.ts'
import { type Extension, extensions, inputRulesObject } from './vocabulary/extensions.ts'
import { operationObjects } from './vocabulary/operations.ts'
import { keywords, schemaObjects } from './vocabulary/schema.ts'
import { securityObjects } from './vocabulary/security.ts'

export type { FieldValue, Keyword, Kind, ObjectDefinition, TypeName } from './vocabulary/definition.ts'

/**
 * What a document may contain: every object with its fields and every schema keyword with its type, under the names of OpenAPI 3.1 and
 * JSON Schema 2020-12. The reader refuses everything else. Add a field or keyword here only when all tools support it.
 */
export const vocabulary: Readonly<Record<Kind, ObjectDefinition>> = {
  ...documentObjects,
  ...operationObjects,
  ...schemaObjects,
  ...securityObjects,
  InputRules: inputRulesObject,
}

/** What a field or extension contains; undefined if the object does not have it. */
export function fieldOf(kind: Kind, name: string): FieldValue | undefined {
  if (isExtension(kind, name)) {
    const extension = extensionOf(name)
    return extension?.in === undefined || extension.in === kind ? extension?.value : undefined
  }
  const { fields, patterned } = vocabulary[kind]
  if (Object.hasOwn(fields, name)) return (fields as Record<string, Field>)[name]?.value
  return patterned?.pattern.test(name) ? patterned.value : undefined
}

export const extensionOf = (name: string): Extension | undefined =>
  Object.hasOwn(extensions, name) ? extensions[name] : undefined

export const isExtension = (kind: Kind, name: string): boolean => name.startsWith('x-') && !vocabulary[kind].isClosed

export const keywordOf = (name: string): Keyword | undefined =>
  Object.hasOwn(keywords, name) ? (keywords as Record<string, Keyword>)[name] : undefined

/** `PathItem` → `Path Item Object`, as the specification writes it. */
export const titleOf = (kind: Kind): string =>
  kind === 'InputRules'
    ? 'value of x-input'
    : `${kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=OAuth)(?=F)/g, ' ').replace('Open API', 'OpenAPI')} Object`

/** The keywords of a valid schema, with the types of their values. */
export type SchemaKeywords = { [Name in keyof typeof keywords]?: ValueOf<(typeof keywords)[Name]['value']> }

export const keywordsIn = (schema: JsonObject): SchemaKeywords => schema as SchemaKeywords

import type { Located } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { allowedTypes } from '../openapi/types.ts'
import { defaultOf } from './schema/annotation.ts'
import { childOf, literal, type SchemaContext } from './schema/context.ts'
import { key as propertyKey, type Shared } from './shared.ts'
import { textList, textValue } from './text-value.ts'

/** Header parameters with these names are ignored (OpenAPI 3.1, Parameter Object, `name`). */
const IGNORED = ['accept', 'content-type', 'authorization']

/** The parameters in one location as a `z.object`, or an empty string. */
export function parametersText(
  context: SchemaContext,
  shared: Shared,
  { parameters }: Operation,
  place: 'path' | 'query' | 'header',
  key: string,
): string {
  const entries = parameters
    .filter(({ value }) => value.in === place)
    .filter(({ value }) => place !== 'header' || !IGNORED.includes(String(value.name).toLowerCase()))
    .map(parameter => {
      const text = shared.put('parameters', parameter.pointer, () => parameterText(context, parameter))
      return `${propertyKey(String(parameter.value.name))}: ${text}`
    })
  return entries.length === 0 ? '' : `${key}: z.object({ ${entries.join(', ')} })`
}

function parameterText(context: SchemaContext, parameter: Located): string {
  const { value, pointer } = parameter
  const { document } = context
  // For an absent parameter, zod would read the property of the prototype.
  if (String(value.name) in Object.prototype)
    document.refuse(pointer, `the name ${value.name} is not supported: all objects inherit it`, 'Rename the parameter.')
  const schema = childOf(parameter, 'schema')
  const types = allowedTypes(document, schema)
  const isList = types?.includes('array') === true
  const text = isList ? textList(context, schema) : textValue(context, schema)
  if (value.required === true) return text
  const fallback = defaultOf(context, schema) ?? null
  if (fallback === null) return `${text}.optional()`
  // A parameter that is sent is never null, and without a type it is a string.
  const cannotBeText = Array.isArray(fallback)
    ? !isList || fallback.includes(null)
    : typeof fallback !== 'string' && types === undefined
  if (cannotBeText)
    document.refuse(
      schema.pointer,
      `the default ${literal(fallback)} cannot be sent as text`,
      'Correct the default, or declare its type.',
    )
  return `${text}.default(${literal(fallback)})`
}

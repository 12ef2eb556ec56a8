import { into, type Json, type JsonObject, type Located } from '../../openapi/document.ts'
import { annotationOf, defaultOf } from './annotation.ts'
import { childOf, literal, type SchemaContext } from './context.ts'
import { schemaExpression } from './schema.ts'

/** `"name": z.string()`, or a getter where the schema names one that is defined further down. */
export function propertyText(context: SchemaContext, parent: Located, key: string, isRequired: boolean): string {
  // zod reads them from the prototype where they are not sent, and drops `__proto__`.
  if (key in Object.prototype)
    context.document.refuse(into(parent.pointer, 'properties', key), 'is a name that every object inherits')
  const schema = childOf(context, parent, 'properties', key)
  const { text, deferred } = schemaExpression({ ...context, isLazy: context.recursion === 'lazy' }, schema)
  const optional = isRequired && !isOneSided(context, schema) ? text : optionalText(context, text, schema)
  return deferred ? `get ${literal(key)}() { return ${optional} }` : `${literal(key)}: ${optional}`
}

/** readOnly may be missing from a request and writeOnly from an answer, required or not (OpenAPI 3.1, Schema Object). */
function isOneSided({ document, direction }: SchemaContext, schema: Located<JsonObject | boolean>): boolean {
  if (typeof schema.value === 'boolean') return false
  const keyword = direction === 'input' ? 'readOnly' : 'writeOnly'
  return annotationOf(document, schema as Located, keyword) === true
}

function optionalText(context: SchemaContext, text: string, schema: Located<JsonObject | boolean>): string {
  const fallback = context.direction === 'input' ? fallbackOf(context, schema) : undefined
  if (fallback === undefined) return `${text}.optional()`
  // null stands for an absent value (x-input nullIsAbsent), so it takes the default too.
  return context.rules.nullIsAbsent
    ? `${text}.optional().transform(value => value ?? ${literal(fallback)})`
    : `${text}.default(${literal(fallback)})`
}

export const fallbackOf = (context: SchemaContext, schema: Located<JsonObject | boolean>): Json | undefined =>
  typeof schema.value === 'boolean' ? undefined : defaultOf(context, schema as Located)

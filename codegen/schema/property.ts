import { into, type Located } from '../../openapi/document.ts'
import { annotationOf, defaultOf } from './annotation.ts'
import { childOf, literal, type SchemaContext } from './context.ts'

/** `"name": z.string()`, or a getter if the schema uses one that is defined later. */
export function propertyText(context: SchemaContext, parent: Located, key: string, isRequired: boolean): string {
  // For an absent property, zod would read that of the prototype, and it drops `__proto__`.
  if (key in Object.prototype)
    context.document.refuse(
      into(parent.pointer, 'properties', key),
      `the name ${key} is not supported: all objects inherit it`,
      'Rename the property.',
    )
  const schema = childOf(parent, 'properties', key)
  const { text, deferred } = context.write({ ...context, isLazy: context.recursion === 'lazy' }, schema)
  const optional = isRequired && !isOneWay(context, schema) ? text : optionalText(context, text, schema)
  return deferred ? `get ${literal(key)}() { return ${optional} }` : `${literal(key)}: ${optional}`
}

/** A readOnly property is optional in requests, and a writeOnly one in responses, even if required (OpenAPI 3.1, Schema Object). */
const isOneWay = ({ document, direction }: SchemaContext, schema: Located): boolean =>
  annotationOf(document, schema, direction === 'request' ? 'readOnly' : 'writeOnly') === true

function optionalText(context: SchemaContext, text: string, schema: Located): string {
  const fallback = context.direction === 'request' ? defaultOf(context, schema) : undefined
  if (fallback === undefined) return `${text}.optional()`
  // With x-input nullIsAbsent, null means an absent value, so it gets the default too.
  return context.rules.nullIsAbsent
    ? `${text}.optional().transform(value => value ?? ${literal(fallback)})`
    : `${text}.default(${literal(fallback)})`
}

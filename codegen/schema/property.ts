import { into, type Located } from '../../openapi/document.ts'
import { annotationOf, defaultOf } from './annotation.ts'
import { childOf, literal, type SchemaContext } from './context.ts'

/** `"name": z.string()`, or a getter where the schema names one that is defined further down. */
export function propertyText(context: SchemaContext, parent: Located, key: string, isRequired: boolean): string {
  // zod reads them from the prototype where they are not sent, and drops `__proto__`.
  if (key in Object.prototype)
    context.document.refuse(into(parent.pointer, 'properties', key), 'is a name that every object inherits')
  const schema = childOf(parent, 'properties', key)
  const { text, deferred } = context.write({ ...context, isLazy: context.recursion === 'lazy' }, schema)
  const optional = isRequired && !isOneWay(context, schema) ? text : optionalText(context, text, schema)
  return deferred ? `get ${literal(key)}() { return ${optional} }` : `${literal(key)}: ${optional}`
}

/** readOnly may be missing from a request and writeOnly from a response, required or not (OpenAPI 3.1, Schema Object). */
const isOneWay = ({ document, direction }: SchemaContext, schema: Located): boolean =>
  annotationOf(document, schema, direction === 'request' ? 'readOnly' : 'writeOnly') === true

function optionalText(context: SchemaContext, text: string, schema: Located): string {
  const fallback = context.direction === 'request' ? defaultOf(context, schema) : undefined
  if (fallback === undefined) return `${text}.optional()`
  // null stands for an absent value (x-input nullIsAbsent), so it takes the default too.
  return context.rules.nullIsAbsent
    ? `${text}.optional().transform(value => value ?? ${literal(fallback)})`
    : `${text}.default(${literal(fallback)})`
}

import { into, isObject, type JsonObject, type Located, type OpenApiDocument, resolve } from '../../openapi/document.ts'
import { type Expression, expression, type SchemaContext } from './context.ts'

/**
 * Both judge the value as it was sent. zod's own intersection is right while neither side changes a value, as requests are changed, and
 * neither is closed: it lets a key pass that one side refuses.
 */
export function intersectionOf(context: SchemaContext, isClosed: boolean, parts: Expression[]): Expression {
  const isPlain = context.direction === 'answer' && !isClosed
  return parts.reduce((left, right) =>
    expression(
      `${isPlain ? 'z.intersection' : context.helper('both')}(${left.text}, ${right.text})`,
      left.deferred || right.deferred,
    ),
  )
}

/** Whether a schema, or one that judges the same value with it, refuses undeclared properties. */
export function isClosed(document: OpenApiDocument, schema: Located<JsonObject | boolean>, seen = new Set()): boolean {
  if (typeof schema.value === 'boolean' || seen.has(schema.value)) return false
  seen.add(schema.value)
  const { value, pointer } = schema as Located
  if (value.additionalProperties === false || value.unevaluatedProperties === false) return true
  if (value.$ref !== undefined && isClosed(document, resolve(document, { value, pointer }), seen)) return true
  return ['allOf', 'anyOf', 'oneOf'].some(
    keyword =>
      Array.isArray(value[keyword]) &&
      value[keyword].some(
        (member, index) =>
          isObject(member) && isClosed(document, { value: member, pointer: into(pointer, keyword, index) }, seen),
      ),
  )
}

import type { Located, OpenApiDocument } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { targetOf } from '../../openapi/references.ts'
import { type Expression, expression, type SchemaContext } from './context.ts'

/**
 * All parts validate the value as it was sent. z.intersection is only correct for responses, because its parts must not change the value,
 * and without closed objects, because it accepts a key that only one part refuses.
 */
export function intersectionOf(context: SchemaContext, schema: Located, parts: Expression[]): Expression {
  const isPlain = context.direction === 'response' && !isClosed(context.document, schema)
  return parts.reduce((left, right) =>
    expression(
      `${isPlain ? 'z.intersection' : context.helper('both')}(${left.text}, ${right.text})`,
      left.deferred || right.deferred,
    ),
  )
}

/** Whether a schema, or a part of it that validates the same value, refuses undeclared properties. */
function isClosed(document: OpenApiDocument, schema: Located, seen = new Set()): boolean {
  if (seen.has(schema.value)) return false
  seen.add(schema.value)
  if (schema.value.additionalProperties === false) return true
  const target = targetOf(document, schema)
  if (target && isClosed(document, target, seen)) return true
  return ['allOf', 'anyOf', 'oneOf'].some(keyword =>
    membersOf(schema, keyword).some(([, member]) => isClosed(document, member, seen)),
  )
}

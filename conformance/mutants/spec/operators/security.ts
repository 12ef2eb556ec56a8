import type { Json, JsonObject, OpenApiDocument } from '../../../../openapi/document.ts'
import type { Operation } from '../../../../openapi/operations.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import { fromTo, type Lie, type Operator } from '../lie.ts'

/** Removes security requirements, and adds one to public operations. */
export const security: Operator = {
  name: 'security',
  lies: ({ document, operations }) => [
    ...rootDropped(document, operations),
    ...operations.flatMap(operation => flipped(document, operation)),
  ],
}

function rootDropped({ root }: OpenApiDocument, operations: readonly Operation[]): Lie[] {
  const heirs = operations.filter(({ value }) => value.security === undefined).map(({ id }) => id)
  if (!Array.isArray(root.security) || root.security.length === 0 || heirs.length === 0) return []
  return [lie('#', root.security, undefined, heirs)]
}

function flipped({ root }: OpenApiDocument, { id, pointer, value, security: held }: Operation): Lie[] {
  if (held.length > 0) return [lie(pointer, value.security, [], [id])]
  const schemes = Object.keys((root.components as JsonObject | undefined)?.securitySchemes ?? {})
  return schemes.length === 0 ? [] : [lie(pointer, value.security, [{ [schemes[0] ?? '']: [] }], [id])]
}

function lie(owner: string, from: Json | undefined, to: Json | undefined, operations: string[]): Lie {
  const at = into(owner, 'security')
  const pointer = from === undefined ? owner : at
  return { pointer, change: fromTo('security', from, to), operations, edit: root => edited(root, at, () => to) }
}

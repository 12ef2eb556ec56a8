import type { Json, JsonObject, OpenApiDocument } from '../../../../openapi/document.ts'
import type { Operation } from '../../../../openapi/operations.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import { fromTo, type Mutation, type Operator } from '../mutation.ts'

/** Removes security requirements, and adds one to public operations. */
export const security: Operator = {
  name: 'security',
  mutations: ({ document, operations }) => [
    ...rootDropped(document, operations),
    ...operations.flatMap(operation => flipped(document, operation)),
  ],
}

function rootDropped({ root }: OpenApiDocument, operations: readonly Operation[]): Mutation[] {
  const heirs = operations.filter(({ value }) => value.security === undefined).map(({ id }) => id)
  if (!Array.isArray(root.security) || root.security.length === 0 || heirs.length === 0) return []
  return [mutation('#', root.security, undefined, heirs)]
}

function flipped({ root }: OpenApiDocument, { id, pointer, value, security: held }: Operation): Mutation[] {
  if (held.length > 0) return [mutation(pointer, value.security, [], [id])]
  const schemes = Object.keys((root.components as JsonObject | undefined)?.securitySchemes ?? {})
  return schemes.length === 0 ? [] : [mutation(pointer, value.security, [{ [schemes[0] ?? '']: [] }], [id])]
}

function mutation(owner: string, from: Json | undefined, to: Json | undefined, operations: string[]): Mutation {
  const at = into(owner, 'security')
  const pointer = from === undefined ? owner : at
  return { pointer, change: fromTo('security', from, to), operations, edit: root => edited(root, at, () => to) }
}

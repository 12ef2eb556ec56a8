import type { JsonObject, Located, OpenApiDocument } from '../../openapi/document.ts'
import { membersOf } from '../../openapi/members.ts'
import { follow } from '../../openapi/pointer.ts'
import { keywordOf } from '../../openapi/vocabulary.ts'
import { type Node, walk } from '../../openapi/walk.ts'
import { everyPartOf, partsOf } from './schemas.ts'

/** Whether a value is part of a request or of a response. */
export type Direction = 'request' | 'response'

const DIRECTIONS: Partial<Record<Node['kind'], Direction>> = {
  Parameter: 'request',
  RequestBody: 'request',
  Response: 'response',
  Header: 'response',
}

/** Undefined for a schema in the components, which may be used in both. */
export function directionOf({ kind, parent }: Node): Direction | undefined {
  return DIRECTIONS[kind] ?? (parent && directionOf(parent))
}

/** The annotation of a property that is not part of requests, or of responses. */
export const HIDDEN_IN = { request: 'readOnly', response: 'writeOnly' } as const

/** Whether a property has an annotation, itself or behind its references. */
export const isAnnotated = (document: OpenApiDocument, property: Located, annotation: string): boolean =>
  partsOf(document, property).some(({ value }) => value[annotation] === true)

/** A schema and those around it that describe the same value, because it is a member of their `allOf`, `anyOf` or `oneOf`. */
export function schemasOfValue(schema: Node): Node[] {
  const { parent, field } = schema
  const isSameValue = parent !== undefined && keywordOf(field)?.subschemas === 'same value'
  return isSameValue ? [schema, ...schemasOfValue(parent)] : [schema]
}

/**
 * A copy of a document in which required properties that are not part of requests, or of responses, may be missing (OpenAPI 3.1, Schema
 * Object). Without a direction both may be missing. Undefined if that changes nothing.
 */
export function documentFor(document: OpenApiDocument, direction: Direction | undefined): JsonObject | undefined {
  const annotations = direction === undefined ? Object.values(HIDDEN_IN) : [HIDDEN_IN[direction]]
  let copy: JsonObject | undefined
  const nodes = [...walk(document.root)]
  if (!nodes.some(({ value }) => annotations.some(annotation => value[annotation] === true))) return undefined
  for (const node of nodes) {
    const { required } = node.value
    if (node.kind !== 'Schema' || !Array.isArray(required)) continue
    const visible = required.filter(name => !isHidden(document, node, String(name), annotations))
    if (visible.length === required.length) continue
    copy ??= structuredClone(document.root)
    const schema = follow(copy, node.pointer) as JsonObject
    schema.required = visible
  }
  return copy
}

const isHidden = (document: OpenApiDocument, node: Node, name: string, annotations: readonly string[]): boolean =>
  schemasOfValue(node)
    .flatMap(schema => everyPartOf(document, schema))
    .flatMap(schema => membersOf(schema, 'properties'))
    .some(
      ([property, schema]) =>
        property === name && annotations.some(annotation => isAnnotated(document, schema, annotation)),
    )

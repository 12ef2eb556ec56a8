import { isObject, type JsonObject, type Located, type OpenApiDocument } from './document.ts'
import { memberOf, membersOf } from './members.ts'
import { parameterKey } from './parameters.ts'
import { findResolved } from './references.ts'
import { METHODS, type Method } from './vocabulary/methods.ts'
import { isExtension } from './vocabulary.ts'

export { METHODS, type Method }

/** An operation, including what it inherits from its path item and the document. */
export interface Operation extends Located {
  /** operationId, or method and path in camelCase. */
  id: string
  method: Method
  path: string
  tags: string[]
  /** Those of the path item and the operation, with references resolved. The operation's take precedence (OpenAPI 3.1, Path Item Object). */
  parameters: Located[]
  requestBody: Located | undefined
  /** By status code, range such as `2XX`, or `default`, with references resolved. */
  responses: [status: string, response: Located][]
  /** The operation's own requirements, or the document's if it has none. */
  security: JsonObject[]
}

/**
 * All operations, in document order. The path of a webhook's operation is the name of the webhook. In a document with refusals, operations
 * that cannot be read are omitted.
 */
export function operationsOf(document: OpenApiDocument, under: 'paths' | 'webhooks' = 'paths'): Operation[] {
  return membersOf({ value: document.root, pointer: '#' }, under).flatMap(([path, start]) => {
    const item = isExtension('Paths', path) && under === 'paths' ? undefined : findResolved(document, start)
    if (!item) return []
    return METHODS.flatMap(method => {
      const operation = memberOf(item, method)
      return operation ? [operationOf(document, path, item, method, operation)] : []
    })
  })
}

function operationOf(
  document: OpenApiDocument,
  path: string,
  item: Located,
  method: Method,
  operation: Located,
): Operation {
  const { operationId, tags } = operation.value
  const requestBody = memberOf(operation, 'requestBody')
  return {
    ...operation,
    id: typeof operationId === 'string' && operationId !== '' ? operationId : camelCase(`${method} ${path}`),
    method,
    path,
    tags: Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [],
    parameters: parametersOf(document, item, operation),
    requestBody: requestBody && findResolved(document, requestBody),
    responses: resolvedMembers(document, operation, 'responses').filter(([name]) => !isExtension('Responses', name)),
    security: securityOf(document, operation),
  }
}

/** The objects in a list or map, with references resolved. */
export const resolvedMembers = (document: OpenApiDocument, parent: Located, field: string): [string, Located][] =>
  membersOf(parent, field).flatMap(([name, member]): [string, Located][] => {
    const resolved = findResolved(document, member)
    return resolved ? [[name, resolved]] : []
  })

function parametersOf(document: OpenApiDocument, item: Located, operation: Located): Located[] {
  const all = [item, operation].flatMap(owner => resolvedMembers(document, owner, 'parameters'))
  return [...new Map(all.map(([, parameter]) => [parameterKey(parameter.value), parameter])).values()]
}

function securityOf({ root }: OpenApiDocument, { value }: Located): JsonObject[] {
  const requirements = value.security ?? root.security
  return Array.isArray(requirements) ? requirements.filter(isObject) : []
}

/** `get /users/{id}` → `getUsersId`; text that is already in camelCase stays as it is. */
export function camelCase(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words
    .map((word, index) => (index === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
}

import { into, isObject, type JsonObject, type Located, type OpenApiDocument, resolve } from './document.ts'
import { checkFields, field } from './fields.ts'
import { METHODS, type Method } from './vocabulary/methods.ts'

export { METHODS, type Method }

/** One operation with what its path item and the document add to it. */
export interface Operation extends Located {
  /** operationId, or method and path in camelCase. */
  id: string
  method: Method
  path: string
  tags: string[]
  /** Of the path item and the operation, references resolved; the operation's win (OpenAPI 3.1, Path Item Object). */
  parameters: Located[]
  requestBody: Located | undefined
  /** By status, `2XX` or `default`, references resolved. */
  responses: [status: string, response: Located][]
  /** What applies: the operation's own, else the document's. */
  security: JsonObject[]
}

/** All operations, in the order of the document; those of webhooks have the webhook's name for a path. */
export function operationsOf(document: OpenApiDocument, under: 'paths' | 'webhooks' = 'paths'): Operation[] {
  const root = { value: document.root, pointer: '#' }
  return childrenOf(document, root, under).flatMap(([path, item]) => {
    const resolved = resolveObject(document, item, 'Path Item')
    return METHODS.filter(method => resolved.value[method] !== undefined).map(method =>
      operationOf(document, path, resolved, method),
    )
  })
}

function operationOf(document: OpenApiDocument, path: string, item: Located, method: Method): Operation {
  const operation = { value: field(document, item, method, 'object') ?? {}, pointer: into(item.pointer, method) }
  const requestBody = field(document, operation, 'requestBody', 'object')
  checkFields(document, 'Operation', operation)
  return {
    ...operation,
    id: idOf(document, operation) ?? derivedId(method, path),
    method,
    path,
    tags: textsOf(document, operation, 'tags'),
    parameters: parametersOf(document, item, operation),
    requestBody:
      requestBody &&
      resolveObject(document, { value: requestBody, pointer: into(operation.pointer, 'requestBody') }, 'Request Body'),
    responses: childrenOf(document, operation, 'responses').map(([status, response]) => [
      status,
      resolveObject(document, response, 'Response'),
    ]),
    security: securityOf(document, operation),
  }
}

function idOf(document: OpenApiDocument, operation: Located): string | undefined {
  const id = field(document, operation, 'operationId', 'string')
  if (id === '') document.refuse(into(operation.pointer, 'operationId'), 'must not be empty')
  return id
}

/** A field that is a list of texts; without the field it is empty. */
function textsOf(document: OpenApiDocument, owner: Located, name: string): string[] {
  return (field(document, owner, name, 'array') ?? []).map((item, index) =>
    typeof item === 'string' ? item : document.refuse(into(owner.pointer, name, index), 'must be a string'),
  )
}

function parametersOf(document: OpenApiDocument, item: Located, operation: Located): Located[] {
  const merged = new Map<string, Located>()
  for (const owner of [item, operation]) {
    const own = new Set<string>()
    for (const [index, parameter] of (field(document, owner, 'parameters', 'array') ?? []).entries()) {
      const pointer = into(owner.pointer, 'parameters', index)
      if (!isObject(parameter)) document.refuse(pointer, 'must be an object')
      const resolved = resolveObject(document, { value: parameter, pointer }, 'Parameter')
      const name = field(document, resolved, 'name', 'string') ?? document.refuse(resolved.pointer, 'needs a name')
      // Names of headers are the same in any case (RFC 9110, 5.1).
      const key = `${resolved.value.in} ${resolved.value.in === 'header' ? name.toLowerCase() : name}`
      if (own.has(key)) document.refuse(pointer, `${name} in ${resolved.value.in} stands twice in this list`)
      own.add(key)
      merged.set(key, resolved)
    }
  }
  return [...merged.values()]
}

function securityOf(document: OpenApiDocument, operation: Located): JsonObject[] {
  const owner = operation.value.security === undefined ? { value: document.root, pointer: '#' } : operation
  const requirements = field(document, owner, 'security', 'array') ?? []
  return requirements.map((requirement, index) => {
    const pointer = into(owner.pointer, 'security', index)
    if (!isObject(requirement)) return document.refuse(pointer, 'must be an object')
    for (const scheme of Object.keys(requirement)) {
      if (document.at(into('#/components/securitySchemes', scheme)) === undefined)
        document.refuse(into(pointer, scheme), `${scheme} is not in components/securitySchemes`)
      if (!Array.isArray(requirement[scheme])) document.refuse(into(pointer, scheme), 'must be an array of scopes')
      textsOf(document, { value: requirement, pointer }, scheme)
    }
    return requirement
  })
}

/** Only these objects may be extended among their names; elsewhere a name that starts with `x-` is a name (OpenAPI 3.1, 4.8.8 and 4.8.16). */
const EXTENDED = ['paths', 'responses']

/** The objects under a field by their names, extensions left out. */
export function childrenOf(document: OpenApiDocument, parent: Located, name: string): [string, Located][] {
  const pointer = into(parent.pointer, name)
  return Object.entries(field(document, parent, name, 'object') ?? {})
    .filter(([key]) => !(EXTENDED.includes(name) && key.startsWith('x-')))
    .map(([key, value]) => {
      if (!isObject(value)) return document.refuse(into(pointer, key), 'must be an object')
      return [key, { value, pointer: into(pointer, key) }]
    })
}

/** What stands at the end of references, with its fields checked; only summary and description may stand beside a reference (OpenAPI 3.1, Reference Object). */
export function resolveObject(
  document: OpenApiDocument,
  start: Located,
  kind: Parameters<typeof checkFields>[1],
): Located {
  if (start.value.$ref !== undefined) {
    const beside = Object.keys(start.value).find(key => !/^(\$ref$|summary$|description$|x-)/.test(key))
    if (beside !== undefined) document.refuse(into(start.pointer, beside), 'is not supported beside $ref')
  }
  const resolved = resolve(document, start)
  checkFields(document, kind, resolved)
  return resolved
}

/** The id of an operation that gives none. */
export const derivedId = (method: string, path: string): string => camelCase(`${method} ${path}`)

/** `get /users/{id}` → `getUsersId`; keeps what is camelCase already. */
export function camelCase(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words
    .map((word, index) => (index === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
}

import { into, isObject, type JsonObject, type Located, type OpenApiDocument, resolve } from './document.ts'

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
export type Method = (typeof METHODS)[number]

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

/** All operations, in the order of the document. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  const paths = document.root.paths
  if (paths === undefined) return []
  if (!isObject(paths)) document.refuse('#/paths', 'must be an object')
  return Object.entries(paths).flatMap(([path, item]) => {
    const pointer = into('#/paths', path)
    if (path.startsWith('x-')) return []
    if (!isObject(item)) document.refuse(pointer, 'must be an object')
    const resolved = resolve(document, { value: item, pointer })
    return METHODS.filter(method => resolved.value[method] !== undefined).map(method =>
      operationOf(document, path, resolved, method),
    )
  })
}

function operationOf(document: OpenApiDocument, path: string, item: Located, method: Method): Operation {
  const pointer = into(item.pointer, method)
  const value = item.value[method]
  if (!isObject(value)) document.refuse(pointer, 'must be an object')
  const { operationId, tags, requestBody, security = document.root.security ?? [] } = value
  return {
    id: typeof operationId === 'string' ? operationId : camelCase(`${method} ${path}`),
    method,
    path,
    pointer,
    value,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    parameters: parametersOf(document, item, { value, pointer }),
    requestBody: isObject(requestBody)
      ? resolve(document, { value: requestBody, pointer: into(pointer, 'requestBody') })
      : undefined,
    responses: responsesOf(document, { value, pointer }),
    security: Array.isArray(security) ? security.filter(isObject) : [],
  }
}

function parametersOf(document: OpenApiDocument, item: Located, operation: Located): Located[] {
  const merged = new Map<string, Located>()
  for (const owner of [item, operation]) {
    const list = owner.value.parameters ?? []
    if (!Array.isArray(list)) document.refuse(into(owner.pointer, 'parameters'), 'must be an array')
    list.forEach((parameter, index) => {
      const pointer = into(owner.pointer, 'parameters', index)
      if (!isObject(parameter)) document.refuse(pointer, 'must be an object')
      const resolved = resolve(document, { value: parameter, pointer })
      merged.set(`${resolved.value.in} ${resolved.value.name}`, resolved)
    })
  }
  return [...merged.values()]
}

function responsesOf(document: OpenApiDocument, operation: Located): [string, Located][] {
  const pointer = into(operation.pointer, 'responses')
  const responses = operation.value.responses ?? {}
  if (!isObject(responses)) document.refuse(pointer, 'must be an object')
  return Object.entries(responses)
    .filter(([status]) => !status.startsWith('x-'))
    .map(([status, response]) => {
      const here = into(pointer, status)
      if (!isObject(response)) document.refuse(here, 'must be an object')
      return [status, resolve(document, { value: response, pointer: here })]
    })
}

/** `get /users/{id}` → `getUsersId`; keeps what is camelCase already. */
export function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean)
  return words
    .map((word, index) => (index === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
}

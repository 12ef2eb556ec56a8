import { isObject, type JsonObject } from '../../../../openapi/document.ts'
import { operationsOf } from '../../../../openapi/operations.ts'
import { loadDocument } from '../../../../openapi/read.ts'
import { resolve } from '../../../../openapi/references.ts'

const document = loadDocument('openapi.yaml')

const resolved = (value: unknown): JsonObject => resolve(document, { value: value as JsonObject, pointer: '#' }).value

/** The first example of a media type object; undefined without one. */
function firstExample(mediaType: unknown): unknown {
  const [example] = Object.values(isObject(mediaType) && isObject(mediaType.examples) ? mediaType.examples : {})
  return example === undefined ? undefined : resolved(example).value
}

/** The examples of the required headers of a response. */
function exampleHeaders(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isObject(headers) ? headers : {})
      .map(([name, header]) => [name, resolved(header)] as const)
      .filter(([, header]) => header.required === true)
      .map(([name, header]) => [name, String(header.example)]),
  )
}

export interface Example {
  headers: Record<string, string>
  /** Undefined for a response without a body. */
  body: string | undefined
}

function exampleOf({ content, headers }: JsonObject): Example {
  const [mediaType, described] = Object.entries(isObject(content) ? content : {})[0] ?? []
  if (mediaType === undefined) return { headers: exampleHeaders(headers), body: undefined }
  const value = firstExample(described)
  return {
    headers: { ...exampleHeaders(headers), 'Content-Type': mediaType },
    body: mediaType === 'application/json' ? JSON.stringify(value) : String(value),
  }
}

export interface ContractOperation {
  id: string
  method: string
  path: string
  /** The second argument of a call by the contract's examples: the id in the path and the body. */
  init: { params?: { path: { id: unknown } }; body?: unknown }
  examples: Map<number, Example>
}

const operations: ContractOperation[] = operationsOf(document).map(({ id, method, path, ...operation }) => {
  const inPath = operation.parameters.find(({ value }) => value.in === 'path')
  const content = operation.requestBody?.value.content
  const body = isObject(content) ? firstExample(content['application/json']) : undefined
  return {
    id,
    method: method.toUpperCase(),
    path,
    init: { ...(inPath && { params: { path: { id: inPath.value.example } } }), ...(body !== undefined && { body }) },
    examples: new Map(operation.responses.map(([status, { value }]) => [Number(status), exampleOf(value)])),
  }
})

/** Throws for an ID that is not in the contract. */
export function operationOf(id: string): ContractOperation {
  const operation = operations.find(candidate => candidate.id === id)
  if (!operation) throw new Error(`The contract has no operation ${id}`)
  return operation
}

/** The contract's example of a response with this status; for an undeclared status, an arbitrary JSON object. */
export function exampleResponse(method: string, pathname: string, status: number): Example {
  const operation = operations.find(candidate => candidate.method === method && fits(candidate.path, pathname))
  return (
    operation?.examples.get(status) ?? { headers: { 'Content-Type': 'application/json' }, body: '{"message":"Hello."}' }
  )
}

/** The baseUrl may have a path. */
function fits(path: string, pathname: string): boolean {
  return new RegExp(`${path.replace('{id}', '[^/]+')}$`).test(pathname)
}

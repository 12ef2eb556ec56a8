/** The parts of openapi.yaml that the pages show. `npm run spec:lint` checks the document itself. */
export interface Contract {
  info: { title: string; version: string; summary?: string; description: string }
  tags?: { name: string; description?: string }[]
  security?: object[]
  paths: Record<string, PathItem>
  components: Record<ComponentKind, Record<string, object>>
}

type ComponentKind = 'schemas' | 'parameters' | 'headers' | 'responses' | 'examples'

export interface Reference {
  $ref: string
}

type PathItem = { parameters?: (Parameter | Reference)[] } & Partial<Record<Method, OperationObject>>

interface OperationObject {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security?: object[]
  parameters?: (Parameter | Reference)[]
  requestBody?: { required?: boolean; content: Record<string, MediaType> }
  responses: Record<string, ResponseObject | Reference>
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  example?: unknown
}

export interface MediaType {
  schema: Schema
  examples?: Record<string, { value?: unknown } | Reference>
}

export interface Header {
  description?: string
  schema: Schema
}

export interface ResponseObject {
  description: string
  headers?: Record<string, Header | Reference>
  content?: Record<string, MediaType>
}

export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  examples?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  allOf?: Schema[]
  anyOf?: Schema[]
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const
type Method = (typeof METHODS)[number]

/** An operation with all parameters and responses resolved. */
export interface Operation extends Omit<OperationObject, 'parameters' | 'responses'> {
  method: string
  path: string
  needsToken: boolean
  parameters: Parameter[]
  responses: [status: string, ResponseObject][]
}

/** Follows a reference. Throws for one that leads nowhere. */
export function resolve<T extends object>(contract: Contract, value: T | Reference): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T
  const [, , kind = '', name = ''] = value.$ref.split('/')
  const target = contract.components[kind as ComponentKind]?.[name]
  if (!target) throw new Error(`openapi.yaml: ${value.$ref} does not exist`)
  return resolve(contract, target as T | Reference)
}

/** All operations, in document order. */
export const operationsOf = (contract: Contract): Operation[] =>
  Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const operation = item[method]
      return operation ? [toOperation(contract, path, method, item, operation)] : []
    }),
  )

function toOperation(
  contract: Contract,
  path: string,
  method: Method,
  item: PathItem,
  operation: OperationObject,
): Operation {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
  return {
    ...operation,
    method: method.toUpperCase(),
    path,
    needsToken: (operation.security ?? contract.security ?? []).length > 0,
    parameters: parameters.map(parameter => resolve<Parameter>(contract, parameter)),
    responses: Object.entries(operation.responses).map(([status, response]) => [status, resolve(contract, response)]),
  }
}

/** The value of the first example; undefined without examples. */
export function exampleOf(contract: Contract, { examples }: MediaType): unknown {
  const [first] = Object.values(examples ?? {})
  return first && resolve<{ value?: unknown }>(contract, first).value
}

/** The tags with their operations, in the order of the document. */
export function operationsByTag(contract: Contract) {
  const all = operationsOf(contract)
  return (contract.tags ?? []).map(tag => ({
    ...tag,
    operations: all.filter(({ tags }) => tags.includes(tag.name)),
  }))
}

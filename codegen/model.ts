import { isObject, type JsonObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { camelCase, type Operation, operationsOf } from '../openapi/operations.ts'
import { runtimeNames } from './inline.ts'
import { createNames } from './names.ts'
import type { Direction, InputRules } from './schema/context.ts'

const COMPONENTS = '#/components/schemas'

/** A component schema with all that is decided about it. */
export interface Component extends Located<JsonObject | boolean> {
  name: string
  /** Its own exported identifier; the one for requests is in `inputIdentifier`. */
  identifier: string
  inputIdentifier: string
  /** Which sides of the wire it can be met on; one that is met on none is emitted for answers. */
  directions: Direction[]
}

/** Everything that the emitters need to know, with all names given. */
export interface Model {
  document: OpenApiDocument
  rules: InputRules & JsonObject
  /** In an order in which each is defined before it is used, but for recursion. */
  components: Component[]
  operations: (Operation & { identifier: string })[]
  /** Operations by tag in camelCase; those without a tag under `default`. */
  groups: Map<string, Model['operations']>
}

export function createModel(document: OpenApiDocument): Model {
  const rules = document.root['x-input'] ?? {}
  if (!isObject(rules)) document.refuse('#/x-input', 'must be an object')
  const schemas = document.at(COMPONENTS) ?? {}
  if (!isObject(schemas)) document.refuse(COMPONENTS, 'must be an object')

  const operations = nameOperations(document, operationsOf(document))
  const reached = reachedComponents(document, operations)
  const identifierFor = createNames(runtimeNames)
  const components = inOrder(document, Object.keys(schemas)).map((name): Component => {
    const value = schemas[name]
    const pointer = pointerOf(name)
    if (!isObject(value) && typeof value !== 'boolean') document.refuse(pointer, 'must be a schema')
    const directions = (['answer', 'input'] as const).filter(direction => reached[direction].has(name))
    const identifier = identifierFor(name)
    return {
      name,
      value,
      pointer,
      identifier,
      inputIdentifier: identifier,
      directions: directions.length > 0 ? directions : ['answer'],
    }
  })
  const model = { document, rules, components, operations, groups: groupByTag(operations) }
  return model
}

export const pointerOf = (name: string): string => `${COMPONENTS}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

function nameOperations(document: OpenApiDocument, operations: Operation[]): Model['operations'] {
  const identifierFor = createNames([
    'z',
    'createRoute',
    'schemas',
    'routes',
    'inputRules',
    'requestTypes',
    'headers',
    'responses',
    'parameters',
  ])
  const seen = new Map<string, Operation>()
  return operations.map(operation => {
    const twin = seen.get(operation.id)
    if (twin)
      document.refuse(operation.pointer, `operationId ${operation.id} is also that of ${twin.method} ${twin.path}`)
    seen.set(operation.id, operation)
    return { ...operation, identifier: identifierFor(operation.id) }
  })
}

function groupByTag(operations: Model['operations']): Model['groups'] {
  const groups: Model['groups'] = new Map()
  for (const operation of operations) {
    const group = camelCase(operation.tags[0] ?? 'default') || 'default'
    groups.set(group, [...(groups.get(group) ?? []), operation])
  }
  return groups
}

/** The components that requests and answers lead to, through any number of references. */
function reachedComponents(document: OpenApiDocument, operations: Operation[]): Record<Direction, Set<string>> {
  const reached = { input: new Set<string>(), answer: new Set<string>() }
  const walk = (value: unknown, direction: Direction) => {
    for (const name of referencedBy(value)) {
      if (reached[direction].has(name)) continue
      reached[direction].add(name)
      walk(document.at(pointerOf(name)), direction)
    }
  }
  for (const { parameters, requestBody, responses } of operations) {
    for (const { value } of parameters) walk(value, 'input')
    if (requestBody) walk(requestBody.value, 'input')
    for (const [, { value }] of responses) walk(throughHeaders(document, value), 'answer')
  }
  return reached
}

/** A response with its headers in the place of references to them. */
function throughHeaders(document: OpenApiDocument, response: JsonObject): unknown {
  const headers = Object.values(isObject(response.headers) ? response.headers : {})
  return [
    response,
    headers.map(header => (isObject(header) && typeof header.$ref === 'string' ? document.at(header.$ref) : header)),
  ]
}

/** Names of the component schemas that a value refers to anywhere inside. */
function referencedBy(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencedBy)
  if (!isObject(value)) return []
  const { $ref } = value
  const own = typeof $ref === 'string' && $ref.startsWith(`${COMPONENTS}/`) ? [nameOf($ref)] : []
  return [...own, ...Object.values(value).flatMap(referencedBy)]
}

/** The component a pointer lies in. */
export const nameOf = (pointer: string): string =>
  decodeURIComponent(pointer.slice(COMPONENTS.length + 1).split('/')[0] ?? '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')

/** Depth first: what a component refers to comes before it. */
function inOrder(document: OpenApiDocument, names: string[]): string[] {
  const ordered = new Set<string>()
  const entered = new Set<string>()
  const visit = (name: string) => {
    if (entered.has(name)) return
    entered.add(name)
    for (const other of referencedBy(document.at(pointerOf(name)))) visit(other)
    if (document.at(pointerOf(name)) !== undefined) ordered.add(name)
  }
  names.forEach(visit)
  return [...ordered]
}

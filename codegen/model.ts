import { isObject, type JsonObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { checkFields, field } from '../openapi/fields.ts'
import { camelCase, type Operation, operationsOf } from '../openapi/operations.ts'
import { pointerOf } from './component-names.ts'
import { runtimeNames } from './inline.ts'
import { inputRulesOf } from './input-rules.ts'
import { createJudge, type Judge } from './judge.ts'
import { createNames } from './names.ts'
import { byPrecedence, checkGroups, checkPaths } from './paths.ts'
import { inOrder, reachedComponents } from './reached.ts'
import { checkReferences } from './references.ts'
import type { Direction, InputRules } from './schema/context.ts'

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
  judge: Judge
  rules: InputRules & JsonObject
  /** In an order in which each is defined before it is used, but for recursion. */
  components: Component[]
  operations: NamedOperation[]
  /** Requests that the API sends itself. */
  webhooks: NamedOperation[]
  /** Operations by tag in camelCase; those without a tag under `default`. */
  groups: Map<string, NamedOperation[]>
}

export interface NamedOperation extends Operation {
  identifier: string
}

export function createModel(document: OpenApiDocument): Model {
  const root = { value: document.root, pointer: '#' }
  checkFields(document, 'OpenAPI', root)
  const rules = inputRulesOf(document, root)
  const components = { value: field(document, root, 'components', 'object') ?? {}, pointer: '#/components' }
  checkFields(document, 'Components', components)
  const schemas = field(document, components, 'schemas', 'object') ?? {}

  checkReferences(document)
  const nameAll = createNaming(document)
  const operations = byPrecedence(nameAll(operationsOf(document)))
  const webhooks = nameAll(operationsOf(document, 'webhooks'))
  checkPaths(document, operations)
  const groups = groupByTag(operations)
  checkGroups(document, groups)
  const reached = reachedComponents(document, operations, webhooks)
  const identifierFor = createNames(runtimeNames)
  const emitted = inOrder(document, Object.keys(schemas)).map((name): Component => {
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
  return {
    document,
    judge: createJudge(document),
    rules,
    components: emitted,
    operations,
    webhooks,
    groups,
  }
}

/** Names operations that follow one another; no two of all may have the same operationId. */
function createNaming(document: OpenApiDocument) {
  const own = 'z createRoute schemas routes webhooks inputRules requestTypes headers responses parameters'
  const identifierFor = createNames(own.split(' '))
  const seen = new Map<string, Operation>()
  return (operations: Operation[]): NamedOperation[] =>
    operations.map(operation => {
      const twin = seen.get(operation.id)
      if (twin)
        document.refuse(operation.pointer, `operationId ${operation.id} is also that of ${twin.method} ${twin.path}`)
      seen.set(operation.id, operation)
      return { ...operation, identifier: identifierFor(operation.id) }
    })
}

function groupByTag(operations: NamedOperation[]): Model['groups'] {
  const groups: Model['groups'] = new Map()
  for (const operation of operations) {
    const group = camelCase(operation.tags[0] ?? 'default') || 'default'
    groups.set(group, [...(groups.get(group) ?? []), operation])
  }
  return groups
}

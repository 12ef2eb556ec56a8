import type { JsonObject, Located, OpenApiDocument } from '../openapi/document.ts'
import { memberOf, membersOf } from '../openapi/members.ts'
import { camelCase, type Operation, operationsOf } from '../openapi/operations.ts'
import { resolvedAt } from '../openapi/references.ts'
import { refuseOtherSchemes } from '../openapi/security.ts'
import { createNames } from './names.ts'
import { byPrecedence, checkGroups, checkPaths } from './paths.ts'
import { inOrder, reachableComponents } from './reachable-components.ts'
import { runtimeNames } from './runtime-source.ts'
import type { Direction, InputRules } from './schema/context.ts'
import { createValueCheck, type ValueCheck } from './value-check.ts'

/** A component schema with its identifiers and directions. */
export interface Component extends Located {
  name: string
  /** The exported identifier for responses, and for requests too unless `requestIdentifier` differs. */
  identifier: string
  requestIdentifier: string
  /** Where it is used. An unused component is emitted for responses. */
  directions: Direction[]
}

/** Everything that the emitters need, with all identifiers assigned. */
export interface Model {
  document: OpenApiDocument
  checkValue: ValueCheck
  rules: InputRules & JsonObject
  /** Each is defined before it is used, except in recursion. */
  components: Component[]
  operations: NamedOperation[]
  /** Requests that the API sends. */
  webhooks: NamedOperation[]
  /** Operations by tag in camelCase. Operations without a tag are under `default`. */
  groups: Map<string, NamedOperation[]>
}

export interface NamedOperation extends Operation {
  identifier: string
}

export function createModel(document: OpenApiDocument): Model {
  refuseOtherSchemes(document, 'generator')
  const nameAll = createNaming()
  const operations = byPrecedence(nameAll(operationsOf(document)))
  const webhooks = nameAll(operationsOf(document, 'webhooks'))
  checkPaths(document, operations)
  const groups = groupByTag(operations)
  checkGroups(document, groups)
  return {
    document,
    checkValue: createValueCheck(document),
    rules: memberOf({ value: document.root, pointer: '#' }, 'x-input')?.value ?? {},
    components: componentsOf(document, reachableComponents(document, operations, webhooks)),
    operations,
    webhooks,
    groups,
  }
}

function componentsOf(document: OpenApiDocument, reachable: Record<Direction, Set<string>>): Component[] {
  const components = resolvedAt(document, '#/components')
  const schemas = new Map(components && membersOf(components, 'schemas'))
  const identifierFor = createNames(runtimeNames)
  return inOrder(document, [...schemas.keys()]).map((name): Component => {
    const directions = (['response', 'request'] as const).filter(direction => reachable[direction].has(name))
    const identifier = identifierFor(name)
    return {
      ...(schemas.get(name) as Located),
      name,
      identifier,
      requestIdentifier: identifier,
      directions: directions.length > 0 ? directions : ['response'],
    }
  })
}

/** Returns a function that gives operations unique identifiers, also across calls. */
function createNaming() {
  const own = 'z createRoute schemas routes webhooks inputRules requestTypes headers responses parameters'
  const identifierFor = createNames(own.split(' '))
  return (operations: Operation[]): NamedOperation[] =>
    operations.map(operation => ({ ...operation, identifier: identifierFor(operation.id) }))
}

function groupByTag(operations: NamedOperation[]): Model['groups'] {
  const groups: Model['groups'] = new Map()
  for (const operation of operations) {
    const group = camelCase(operation.tags[0] ?? 'default') || 'default'
    groups.set(group, [...(groups.get(group) ?? []), operation])
  }
  return groups
}

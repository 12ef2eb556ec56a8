import { connectedComponents } from '../openapi/connected-components.ts'
import { isObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { targetOf } from '../openapi/references.ts'
import type { Kind } from '../openapi/vocabulary.ts'
import { walkFrom } from '../openapi/walk.ts'
import { COMPONENTS, nameOf, pointerOf } from './component-names.ts'
import type { Direction } from './schema/context.ts'

/** The names of the components that requests and responses use, directly or through other components. */
export function reachableComponents(
  document: OpenApiDocument,
  operations: Operation[],
  webhooks: Operation[],
): Record<Direction, Set<string>> {
  const reachable = { request: new Set<string>(), response: new Set<string>() }
  const add = (names: string[], direction: Direction) => {
    for (const name of names) {
      if (reachable[direction].has(name)) continue
      reachable[direction].add(name)
      add(referencedBy(document, pointerOf(name)), direction)
    }
  }
  const addAll = ({ parameters, requestBody, responses }: Operation, direction: Direction) => {
    for (const parameter of parameters) add(referencesIn(document, 'Parameter', parameter), direction)
    if (requestBody) add(referencesIn(document, 'RequestBody', requestBody), direction)
    for (const [, response] of responses) add(referencesIn(document, 'Response', response), 'response')
  }
  for (const operation of operations) addAll(operation, 'request')
  // The API sends webhooks, and the rules of x-input are only for requests that it receives.
  for (const webhook of webhooks) addAll(webhook, 'response')
  return reachable
}

/**
 * Sorts components after those that they refer to. Within a cycle, only references outside DEFERRING count, so that the result does not
 * depend on the order of the components in the document.
 */
export function inOrder(document: OpenApiDocument, names: string[]): string[] {
  const ordered = new Set<string>()
  for (const component of connectedComponents(names, name => referencedBy(document, pointerOf(name)))) {
    const group = component.reverse()
    const visit = (name: string, entered: ReadonlySet<string>) => {
      if (ordered.has(name) || entered.has(name)) return
      const others = referencedBy(document, pointerOf(name), DEFERRING)
      for (const other of others) if (group.includes(other)) visit(other, new Set([...entered, name]))
      ordered.add(name)
    }
    for (const name of group) visit(name, new Set())
  }
  return [...ordered]
}

/** Keywords whose schemas may use a schema that is defined later, because they are emitted as getters or z.lazy. */
const DEFERRING: ReadonlySet<string> = new Set(['properties', 'additionalProperties'])

function referencedBy(document: OpenApiDocument, pointer: string, without?: ReadonlySet<string>): string[] {
  const value = document.at(pointer)
  return isObject(value) ? referencesIn(document, 'Schema', { value, pointer }, without) : []
}

/**
 * The names of the component schemas that an object refers to at any depth, including through references to other places.
 * @param without names of fields to skip
 */
function referencesIn(
  document: OpenApiDocument,
  kind: Kind,
  start: Located,
  without?: ReadonlySet<string>,
  seen = new Set<string>(),
): string[] {
  return [...walkFrom(kind, start, without)].flatMap(node => {
    const { $ref } = node.value
    if (typeof $ref !== 'string' || seen.has($ref)) return []
    seen.add($ref)
    if ($ref.startsWith(`${COMPONENTS}/`) && !$ref.slice(COMPONENTS.length + 1).includes('/')) return [nameOf($ref)]
    // The target is emitted inline, so its references count too.
    const target = targetOf(document, node)
    return target ? referencesIn(document, node.expected, target, without, seen) : []
  })
}

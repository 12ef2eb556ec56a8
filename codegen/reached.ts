import { isObject, type JsonObject, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'
import { COMPONENTS, nameOf, pointerOf } from './component-names.ts'
import type { Direction } from './schema/context.ts'

/** The components that requests and answers lead to, through any number of references. */
export function reachedComponents(
  document: OpenApiDocument,
  operations: Operation[],
  webhooks: Operation[],
): Record<Direction, Set<string>> {
  const reached = { input: new Set<string>(), answer: new Set<string>() }
  const walk = (value: unknown, direction: Direction) => {
    for (const name of referencedBy(document, value)) {
      if (reached[direction].has(name)) continue
      reached[direction].add(name)
      walk(document.at(pointerOf(name)), direction)
    }
  }
  // A webhook is stated as it is sent: the house rules are for what others send.
  for (const [list, direction] of [
    [operations, 'input'],
    [webhooks, 'answer'],
  ] as const) {
    for (const { parameters, requestBody, responses } of list) {
      for (const { value } of parameters) walk(value, direction)
      if (requestBody) walk(requestBody.value, direction)
      for (const [, { value }] of responses) walk(throughHeaders(document, value), 'answer')
    }
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

/** Depth first: what a component refers to comes before it. */
export function inOrder(document: OpenApiDocument, names: string[]): string[] {
  const ordered = new Set<string>()
  const entered = new Set<string>()
  const visit = (name: string) => {
    if (entered.has(name)) return
    entered.add(name)
    const value = document.at(pointerOf(name))
    for (const other of referencedBy(document, value)) visit(other)
    if (value !== undefined) ordered.add(name)
  }
  names.forEach(visit)
  return [...ordered]
}

/** Names of the component schemas that a value refers to anywhere inside, also through references that lead elsewhere. */
function referencedBy(document: OpenApiDocument, value: unknown, seen = new Set<string>()): string[] {
  if (Array.isArray(value)) return value.flatMap(item => referencedBy(document, item, seen))
  if (!isObject(value)) return []
  return [
    ...targetsOf(document, value.$ref, seen),
    ...Object.values(value).flatMap(inner => referencedBy(document, inner, seen)),
  ]
}

function targetsOf(document: OpenApiDocument, $ref: unknown, seen: Set<string>): string[] {
  if (typeof $ref !== 'string' || seen.has($ref)) return []
  seen.add($ref)
  if ($ref.startsWith(`${COMPONENTS}/`) && !$ref.slice(COMPONENTS.length + 1).includes('/')) return [nameOf($ref)]
  // It is written out where it is used, so what it refers to is used there too.
  return $ref.startsWith('#/') ? referencedBy(document, document.at($ref), seen) : []
}

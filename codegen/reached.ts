import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../openapi/document.ts'
import { objectsIn } from '../openapi/objects.ts'
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
  const walk = (value: Json | undefined, direction: Direction) => {
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
function throughHeaders(document: OpenApiDocument, response: JsonObject): Json {
  const headers = Object.values(isObject(response.headers) ? response.headers : {})
  return [
    response,
    headers.map(header =>
      isObject(header) && typeof header.$ref === 'string' ? (document.at(header.$ref) ?? null) : header,
    ),
  ]
}

/** Keywords whose schemas may name what is defined further down: getters and look-ups carry them. */
const CARRIED: ReadonlySet<string> = new Set(['properties', 'additionalProperties', 'patternProperties'])

/**
 * What a component refers to comes before it; within a circle, what it refers to outside the keywords that carry references, so that no
 * order of the components decides whether they can be said.
 */
export function inOrder(document: OpenApiDocument, names: string[]): string[] {
  const ordered = new Set<string>()
  for (const circle of circlesOf(document, names)) {
    const visit = (name: string, entered: ReadonlySet<string>) => {
      if (ordered.has(name) || entered.has(name)) return
      const others = referencedBy(document, document.at(pointerOf(name)), CARRIED)
      for (const other of others) if (circle.includes(other)) visit(other, new Set([...entered, name]))
      ordered.add(name)
    }
    for (const name of circle) visit(name, new Set())
  }
  return [...ordered]
}

/** The components that refer to one another, in groups; groups that are referred to come first (Tarjan's strongly connected components). */
function circlesOf(document: OpenApiDocument, names: string[]): string[][] {
  const circles: string[][] = []
  const stack: string[] = []
  const numbers = new Map<string, number>()
  const done = new Set<string>()
  /** The least number that is reached from here and is not yet in a group. */
  const visit = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return done.has(name) ? Infinity : known
    const own = numbers.size
    numbers.set(name, own)
    stack.push(name)
    const value = document.at(pointerOf(name))
    const least = Math.min(own, ...referencedBy(document, value).map(visit))
    if (least === own) {
      const circle = stack.splice(stack.indexOf(name))
      for (const member of circle) done.add(member)
      circles.push(circle.filter(member => document.at(pointerOf(member)) !== undefined).reverse())
    }
    return least
  }
  names.forEach(visit)
  return circles
}

/**
 * Names of the component schemas that a value refers to anywhere inside, also through references that lead elsewhere.
 * @param without fields that are not looked into
 */
function referencedBy(
  document: OpenApiDocument,
  value: Json | undefined,
  without?: ReadonlySet<string>,
  seen = new Set<string>(),
): string[] {
  return [...objectsIn(value ?? null, '#', without)].flatMap(({ value: { $ref } }) => {
    if (typeof $ref !== 'string' || seen.has($ref)) return []
    seen.add($ref)
    if ($ref.startsWith(`${COMPONENTS}/`) && !$ref.slice(COMPONENTS.length + 1).includes('/')) return [nameOf($ref)]
    // It is written out where it is used, so what it refers to is used there too.
    return $ref.startsWith('#/') ? referencedBy(document, document.at($ref), without, seen) : []
  })
}

import { into, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'

/**
 * In an order in which the router, which takes the first path that fits, finds the one that says most: `/users/me` before `/users/{id}`.
 * Otherwise they stay in the order of the document.
 */
export function byPrecedence<Of extends Operation>(operations: readonly Of[]): Of[] {
  const waiting = [...operations]
  const ordered: Of[] = []
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ path }) => !waiting.some(other => precedes(other.path, path)))
    ordered.push(...waiting.splice(index, 1))
  }
  return ordered
}

const isTemplate = (segment: string) => segment.startsWith('{')

/** Whether some text fits both paths and this one is plain at the first segment where only one of them is. */
function precedes(path: string, other: string): boolean {
  const segments = path.split('/')
  const others = other.split('/')
  if (segments.length !== others.length) return false
  const pairs = segments.map((segment, index) => [segment, others[index] ?? ''] as const)
  if (pairs.some(([one, two]) => !isTemplate(one) && !isTemplate(two) && one !== two)) return false
  const [one] = pairs.find(([one, two]) => isTemplate(one) !== isTemplate(two)) ?? ['{}']
  return !isTemplate(one)
}

/** Routes are registered group by group, which must not put a path after one that takes its requests. */
export function checkGroups(document: OpenApiDocument, groups: ReadonlyMap<string, Operation[]>): void {
  const registered = [...groups.values()].flat()
  for (const [index, { method, path, pointer }] of registered.entries()) {
    const earlier = registered.slice(0, index).find(other => other.method === method && precedes(path, other.path))
    if (earlier)
      document.refuse(pointer, `would never be reached: ${earlier.path}, of an earlier tag, takes its requests`)
  }
}

/** Paths that the router can tell apart, and parameters that are just those of the template (OpenAPI 3.1, Paths Object). */
export function checkPaths(document: OpenApiDocument, operations: Operation[]): void {
  const seen = new Map<string, Operation>()
  for (const operation of operations) {
    const { method, path } = operation
    const pointer = into('#/paths', path)
    if (method === 'head') document.refuse(operation.pointer, 'is not supported: the router answers HEAD as GET')
    checkTemplate(document, path, pointer)
    const key = `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
    const twin = seen.get(key)
    if (twin) document.refuse(pointer, `is the same path as ${twin.path}`)
    seen.set(key, operation)
    checkParameters(document, operation)
  }
}

function checkTemplate(document: OpenApiDocument, path: string, pointer: string): void {
  if (!path.startsWith('/')) document.refuse(pointer, 'must start with /')
  const odd = path.split('/').find(segment => !/^([^{}*?#:]*|\{[^{}/:*?#]+\}|[^{}*?#:]+:[^{}*?#:]*)$/.test(segment))
  if (odd !== undefined)
    document.refuse(pointer, `${odd} is not supported: a segment is either plain text or one {parameter}`)
}

function checkParameters(document: OpenApiDocument, { path, pointer, parameters }: Operation): void {
  const inTemplate = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
  const repeated = inTemplate.find((name, index) => inTemplate.indexOf(name) !== index)
  if (repeated !== undefined) document.refuse(into('#/paths', path), `has {${repeated}} twice`)
  const declared = parameters.filter(({ value }) => value.in === 'path')
  for (const { value, pointer: place } of declared) {
    if (!inTemplate.includes(String(value.name))) document.refuse(place, `${value.name} is not in the path ${path}`)
    if (value.required !== true) document.refuse(place, 'a parameter in the path needs required: true')
  }
  const missing = inTemplate.find(name => declared.every(({ value }) => value.name !== name))
  if (missing !== undefined) document.refuse(pointer, `does not declare {${missing}} of its path`)
}

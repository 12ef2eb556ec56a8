import { into, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'

/**
 * Sorts the most specific paths first, because the router uses the first path that matches: `/users/me` before `/users/{id}`. All others
 * keep their order.
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

/** Whether a request can match both paths, and this path is more specific in the first segment where only one has a parameter. */
function precedes(path: string, other: string): boolean {
  const segments = path.split('/')
  const others = other.split('/')
  if (segments.length !== others.length) return false
  const pairs = segments.map((segment, index) => [segment, others[index] ?? ''] as const)
  if (pairs.some(([one, two]) => !isTemplate(one) && !isTemplate(two) && one !== two)) return false
  const [one] = pairs.find(([one, two]) => isTemplate(one) !== isTemplate(two)) ?? ['{}']
  return !isTemplate(one)
}

/** Routes are registered by tag, so an earlier tag must not have a path that matches the requests of a more specific one. */
export function checkGroups(document: OpenApiDocument, groups: ReadonlyMap<string, Operation[]>): void {
  const registered = [...groups.values()].flat()
  for (const [index, { method, path, pointer }] of registered.entries()) {
    const earlier = registered.slice(0, index).find(other => other.method === method && precedes(path, other.path))
    if (earlier)
      document.refuse(
        pointer,
        `${earlier.path} has an earlier tag, so it would receive these requests`,
        'Give both operations the same tag.',
      )
  }
}

/** Refuses paths and methods that the router does not support. */
export function checkPaths(document: OpenApiDocument, operations: Operation[]): void {
  for (const { method, path, pointer } of operations) {
    if (method === 'head')
      document.refuse(pointer, '`head` is not supported', 'Declare `get`: the router responds to HEAD in the same way.')
    const odd = path.split('/').find(segment => !/^([^{}*?#:]*|\{[^{}/:*?#]+\}|[^{}*?#:]+:[^{}*?#:]*)$/.test(segment))
    if (odd !== undefined)
      document.refuse(
        into('#/paths', path),
        `the path segment ${odd} is not supported`,
        'Use either plain text or one {parameter} for the whole segment.',
      )
  }
}

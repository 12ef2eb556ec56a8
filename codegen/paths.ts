import { into, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'

/**
 * Ordered so that the router, which takes the first path that matches, finds the most specific one: `/users/me` before `/users/{id}`.
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

/** Paths that the router supports. */
export function checkPaths(document: OpenApiDocument, operations: Operation[]): void {
  for (const { method, path, pointer } of operations) {
    if (method === 'head') document.refuse(pointer, 'is not supported: the router responds to HEAD as to GET')
    const odd = path.split('/').find(segment => !/^([^{}*?#:]*|\{[^{}/:*?#]+\}|[^{}*?#:]+:[^{}*?#:]*)$/.test(segment))
    if (odd !== undefined)
      document.refuse(
        into('#/paths', path),
        `${odd} is not supported: a segment is either plain text or one {parameter}`,
      )
  }
}

import type { OpenApiDocument } from './document.ts'
import { isObject, type Located } from './json.ts'
import { into } from './pointer.ts'

/** What a reference names directly, which may be another reference; undefined where it leads nowhere. */
export function targetOf(document: OpenApiDocument, { value }: Located): Located | undefined {
  const { $ref } = value
  const found = typeof $ref === 'string' ? document.at($ref) : undefined
  return isObject(found) ? { value: found, pointer: String($ref) } : undefined
}

/** What stands at the end of references; undefined where they lead nowhere or back to themselves. */
export function findResolved(document: OpenApiDocument, start: Located): Located | undefined {
  const seen = new Set<string>()
  let at: Located | undefined = start
  while (at && at.value.$ref !== undefined) {
    if (seen.has(at.pointer)) return undefined
    seen.add(at.pointer)
    at = targetOf(document, at)
  }
  return at
}

/** What a discriminator's mapping names: a reference, or a component by its name (OpenAPI 3.1, Discriminator Object). */
export const mappedPointer = (target: string): string =>
  /^[\w.-]+$/.test(target) ? into('#/components/schemas', target) : target

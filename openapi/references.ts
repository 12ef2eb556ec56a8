import type { OpenApiDocument } from './document.ts'
import { isObject, type Located } from './json.ts'
import { into } from './pointer.ts'

/** The direct target of a reference, which may be another reference; undefined for a broken reference. */
export function targetOf(document: OpenApiDocument, { value }: Located): Located | undefined {
  const { $ref } = value
  const found = typeof $ref === 'string' ? document.at($ref) : undefined
  return isObject(found) ? { value: found, pointer: String($ref) } : undefined
}

/** Follows references to the end; undefined for broken or circular references, which the reader refuses. */
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

/** Like `findResolved`, for a document without refusals, where every reference can be resolved. */
export function resolve(document: OpenApiDocument, start: Located): Located {
  return findResolved(document, start) ?? document.refuse(start.pointer, `${start.value.$ref} is not in the document`)
}

/** The object at a pointer, with references resolved; undefined if there is none. */
export function resolvedAt(document: OpenApiDocument, pointer: string): Located | undefined {
  const value = document.at(pointer)
  return isObject(value) ? findResolved(document, { value, pointer }) : undefined
}

/** The pointer for a value in a discriminator's mapping, which is a reference or the name of a component (OpenAPI 3.1, Discriminator Object). */
export const mappedPointer = (target: string): string =>
  /^[\w.-]+$/.test(target) ? into('#/components/schemas', target) : target

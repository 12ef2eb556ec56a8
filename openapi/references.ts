import type { OpenApiDocument } from './document.ts'
import { isObject, type Located } from './json.ts'
import { into } from './pointer.ts'

/** What a reference names directly, which may be another reference; undefined where it leads nowhere. */
export function targetOf(document: OpenApiDocument, { value }: Located): Located | undefined {
  const { $ref } = value
  const found = typeof $ref === 'string' ? document.at($ref) : undefined
  return isObject(found) ? { value: found, pointer: String($ref) } : undefined
}

/** What stands at the end of references; undefined where they lead nowhere or back to themselves, which the reader refuses. */
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

/** The same in a document that was let in, where all references lead to an end. */
export function resolve(document: OpenApiDocument, start: Located): Located {
  return findResolved(document, start) ?? document.refuse(start.pointer, `${start.value.$ref} is not in the document`)
}

/** The object at a pointer with references followed; undefined when there is none. */
export function resolvedAt(document: OpenApiDocument, pointer: string): Located | undefined {
  const value = document.at(pointer)
  return isObject(value) ? findResolved(document, { value, pointer }) : undefined
}

/** What a discriminator's mapping names: a reference, or a component by its name (OpenAPI 3.1, Discriminator Object). */
export const mappedPointer = (target: string): string =>
  /^[\w.-]+$/.test(target) ? into('#/components/schemas', target) : target

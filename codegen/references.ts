import { into, isObject, type Json, type OpenApiDocument, resolve } from '../openapi/document.ts'

/** Every reference leads somewhere in the document, also those of components that nothing uses: openapi-typescript follows them all. */
export function checkReferences(document: OpenApiDocument, value: Json = document.root, pointer = '#'): void {
  if (typeof value !== 'object' || value === null) return
  const { $ref } = isObject(value) ? value : {}
  if (typeof $ref === 'string') resolve(document, { value: { $ref }, pointer })
  for (const [key, inner] of Object.entries(value)) checkReferences(document, inner as Json, into(pointer, key))
}

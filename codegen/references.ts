import { type OpenApiDocument, resolve } from '../openapi/document.ts'
import { objectsIn } from '../openapi/objects.ts'

/** Every reference leads somewhere in the document, also those of components that nothing uses: openapi-typescript follows them all. */
export function checkReferences(document: OpenApiDocument): void {
  for (const { value, pointer } of objectsIn(document.root, '#'))
    if (typeof value.$ref === 'string') resolve(document, { value: { $ref: value.$ref }, pointer })
}

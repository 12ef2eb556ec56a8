import { checkSchemas } from '../openapi/check-schemas.ts'
import { type OpenApiDocument, resolve } from '../openapi/document.ts'
import { objectsIn } from '../openapi/objects.ts'
import { operationsOf } from '../openapi/operations.ts'
import { inputRules } from '../server/generated/routes.gen.ts'

/**
 * Refuses what Prism would start with and then not keep: a schema that is none, a reference that leads nowhere or out of the document.
 * Throws a DocumentError that names the place.
 */
export function checkDocument(document: OpenApiDocument): void {
  operationsOf(document)
  const rules = document.root['x-input']
  // The code keeps the rules it was generated with; others would be claimed and not kept.
  if (rules !== undefined && JSON.stringify(rules) !== JSON.stringify(inputRules)) {
    document.refuse('#/x-input', 'differs from the input rules that this version keeps')
  }
  checkSchemas(document)
  for (const found of objectsIn(document.root, '#')) {
    if (typeof found.value.$ref === 'string') resolve(document, found)
  }
}

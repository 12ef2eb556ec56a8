import type { OpenApiDocument } from '../openapi/document.ts'
import { refuseOtherSchemes } from '../openapi/security.ts'
import { inputRules } from '../server/generated/routes.gen.ts'

/** Refuses what the mock would not keep. Throws a DocumentError that names the place. */
export function checkDocument(document: OpenApiDocument): void {
  refuseOtherSchemes(document, 'mock')
  const rules = document.root['x-input']
  // The code keeps the rules it was generated with; others would be claimed and not kept.
  if (rules !== undefined && JSON.stringify(rules) !== JSON.stringify(inputRules)) {
    document.refuse('#/x-input', 'differs from the input rules that this version keeps')
  }
}

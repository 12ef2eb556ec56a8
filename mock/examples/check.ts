import type { OpenApiDocument } from '../../openapi/document.ts'
import { refuseOtherSchemes } from '../../openapi/security.ts'
import { inputRules } from '../../server/generated/routes.gen.ts'

/** Refuses rules that the mock cannot apply. Throws a DocumentError with the place. */
export function checkDocument(document: OpenApiDocument): void {
  refuseOtherSchemes(document, 'mock')
  const rules = document.root['x-input']
  // The mock applies the rules that its code was generated with, so it would not follow any others.
  if (rules !== undefined && JSON.stringify(rules) !== JSON.stringify(inputRules)) {
    document.refuse(
      '#/x-input',
      "the mock supports only the x-input of this project's openapi.yaml",
      'Copy x-input from openapi.yaml.',
    )
  }
}

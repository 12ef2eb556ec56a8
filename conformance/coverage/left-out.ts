import type { OpenApiDocument } from '../../openapi/document.ts'
import { hasInputRules } from '../contract/input-rules.ts'
import type { Shape } from '../contract/request-shape.ts'
import { loginOf } from '../session/login.ts'

/**
 * What a run leaves out because the contract does not have it, one sentence each.
 * @param undecided the number of cases for which the contract leaves the response open
 */
export function leftOutOf(contract: OpenApiDocument, shapes: readonly Shape[], undecided: number): string[] {
  const secured = shapes.filter(({ isSecured }) => isSecured).length
  return [
    ...(secured > 0 && !loginOf(contract, shapes)
      ? [
          `${secured} of ${shapes.length} operations except for requests without a valid token, because no operation exchanges an email and a password for one`,
        ]
      : []),
    ...(hasInputRules(contract)
      ? []
      : [
          `${undecided} cases, because the contract has no x-input that says how they are read`,
          'unknown paths, wrong methods and HEAD, because the contract has no x-input',
        ]),
  ]
}

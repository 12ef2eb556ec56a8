import type { Rule } from '../rule.ts'

/** OpenAPI 3.1, 4.8.12.2.1. */
export const pathParameterRequired: Rule = {
  name: 'path-parameter-required',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Parameter' || value.in !== 'path' || value.required === true) continue
      yield { pointer, message: `The path parameter ${value.name} is not required`, hint: 'Add required: true.' }
    }
  },
}

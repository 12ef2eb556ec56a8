import { isExtensible } from '../../../openapi/extensible-enums.ts'
import type { Rule } from '../rule.ts'

/** What the description of an extensible enum says. */
const SENTENCE = 'New values may be added to responses, so handle values that are not listed here.'

/** Readers see only the description, tools only the mark, so neither is enough without the other. */
export const extensibleEnumDescribed: Rule = {
  name: 'extensible-enum-described',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema') continue
      const isDescribed = String(value.description ?? '')
        .replace(/\s+/g, ' ')
        .includes(SENTENCE)
      if (isExtensible(value) && !isDescribed)
        yield {
          pointer: `${pointer}/x-extensible`,
          message: 'The description of this extensible enum does not say that values may be added',
          hint: `Add to the description: ${SENTENCE}`,
        }
      if (!isExtensible(value) && isDescribed)
        yield {
          pointer: `${pointer}/description`,
          message: 'The description says that values may be added, but the schema is not marked x-extensible',
          hint: 'Add `x-extensible: true`, or remove the sentence.',
        }
    }
  },
}

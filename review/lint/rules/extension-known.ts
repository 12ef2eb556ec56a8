import { into } from '../../../openapi/document.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

/** The extensions of this project, and whether they belong at the root only. */
const KNOWN = { 'x-input': true, 'x-addition': false }

/** A misspelled extension of this project has no effect; other extensions are allowed. */
export const extensionKnown: Rule = {
  name: 'extension-known',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      for (const key of Object.keys(value).filter(each => each.startsWith('x-'))) {
        const at = into(pointer, key)
        const meant = nearest(key, Object.keys(KNOWN))
        if (meant === undefined) continue
        if (meant !== key)
          yield {
            pointer: at,
            message: `The extension ${key} is not known`,
            hint: `Did you mean ${meant}? Correct or remove it.`,
          }
        else if (KNOWN[meant as keyof typeof KNOWN] && kind !== 'OpenAPI')
          yield {
            pointer: at,
            message: `${key} has an effect at the root of the document only`,
            hint: 'Move it there.',
          }
      }
    }
  },
}

import { memberOf, membersOf } from '../../../openapi/members.ts'
import type { Rule } from '../rule.ts'

/** Examples and security schemes are values, not types, and keep their own style. */
const SECTIONS = ['schemas', 'responses', 'parameters', 'requestBodies', 'headers']

export const componentsPascalCase: Rule = {
  name: 'components-pascal-case',
  *check({ document: { root } }) {
    const components = memberOf({ value: root, pointer: '#' }, 'components')
    if (!components) return
    for (const section of SECTIONS)
      for (const [name, { pointer }] of membersOf(components, section)) {
        // Redocly reports names that OpenAPI does not allow.
        if (/^[A-Z][A-Za-z0-9]*$/.test(name) || !/^[\w.-]+$/.test(name)) continue
        yield {
          pointer,
          message: `${name} in components/${section} is not in PascalCase`,
          hint: 'Start each word with a capital letter and join words without a separator, like InvoiceStatus.',
        }
      }
  },
}

import type { Rule } from '../rule.ts'
import { inField, membersOf } from '../schemas.ts'

/** Examples and security schemes are values of the document, not types; they may be called otherwise. */
const SECTIONS = ['schemas', 'responses', 'parameters', 'requestBodies', 'headers']

export const componentsPascalCase: Rule = {
  name: 'components-pascal-case',
  *check({ document: { root } }) {
    const components = inField({ value: root, pointer: '#' }, 'components')
    if (!components) return
    for (const section of SECTIONS)
      for (const [name, { pointer }] of membersOf(components, section)) {
        // Names that OpenAPI itself forbids are for Redocly to tell of.
        if (/^[A-Z][A-Za-z0-9]*$/.test(name) || !/^[\w.-]+$/.test(name)) continue
        yield {
          pointer,
          message: `${name} in components/${section} is not in PascalCase`,
          hint: 'Begin each of its words with a capital and join them by nothing: InvoiceStatus.',
        }
      }
  },
}

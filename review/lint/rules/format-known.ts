import { into } from '../../../openapi/document.ts'
import { annotations, formats } from '../../../openapi/formats.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

const KNOWN = [...Object.keys(formats), ...annotations]

/** A format that nobody knows is checked by nobody. */
export const formatKnown: Rule = {
  name: 'format-known',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema' || typeof value.format !== 'string' || KNOWN.includes(value.format)) continue
      const meant = nearest(value.format, KNOWN)
      yield {
        pointer: into(pointer, 'format'),
        message: `Nobody knows the format ${value.format}`,
        hint: meant ? `Did you mean ${meant}?` : `Known are ${KNOWN.join(', ')}; others go into a pattern.`,
      }
    }
  },
}

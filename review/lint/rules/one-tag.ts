import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** The tag of an operation is the folder of its handler. Redocly reports an operation without `tags`. */
export const oneTag: Rule = {
  name: 'one-tag',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Operation' || !Array.isArray(value.tags) || value.tags.length === 1) continue
      yield {
        pointer: into(pointer, 'tags'),
        message: `The operation has ${value.tags.length === 0 ? 'no tag' : `${value.tags.length} tags`}`,
        hint: 'Use exactly one tag, the folder of its handler.',
      }
    }
  },
}

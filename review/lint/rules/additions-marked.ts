import type { Rule } from '../rule.ts'

/** `x-addition: true` marks an addition; no other value means anything. docs/additions.md lists what is marked. */
export const additionsMarked: Rule = {
  name: 'additions-marked',
  *check({ nodes }) {
    for (const { value, pointer } of nodes) {
      const { 'x-addition': mark } = value
      if (mark === undefined || mark === true) continue
      yield {
        pointer: `${pointer}/x-addition`,
        message: 'x-addition must be true',
        hint: 'Set it to true, or remove it.',
      }
    }
  },
}

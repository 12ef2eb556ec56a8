import type { Kind } from '../grammar/fields.ts'
import type { Rule } from '../rule.ts'

/** What is an operation's own addition stands as a sentence of its own; elsewhere in its text it tells of parts of it. */
const SAYS: Partial<Record<Kind, RegExp>> = {
  Operation: /(^|[.;]\s+)an addition to the published page\b/i,
  PathItem: /(^|[.;]\s+)an addition to the published page\b/i,
}
const SAYS_SO = /\ban addition to the published page\b/i

/** What this document adds to the published page says so to people and to programs. */
export const additionsMarked: Rule = {
  name: 'additions-marked',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      const { 'x-addition': mark, description = '' } = value
      const says = (SAYS[kind] ?? SAYS_SO).test(String(description).replace(/\s+/g, ' '))
      const isMarked = mark === true
      const at = mark === undefined ? 'description' : 'x-addition'
      if (mark !== undefined && !isMarked)
        yield { pointer: `${pointer}/${at}`, message: 'x-addition must be true', hint: 'Write true, or leave it out.' }
      else if (isMarked && !says)
        yield {
          pointer: `${pointer}/${at}`,
          message: 'It is marked as an addition and its description does not say so',
          hint: 'End the description with: An addition to the published page.',
        }
      else if (says && !isMarked)
        yield {
          pointer: `${pointer}/${at}`,
          message: 'Its description calls it an addition and it is not marked',
          hint: 'Add x-addition: true.',
        }
    }
  },
}

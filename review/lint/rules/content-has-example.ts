import type { Contract } from '../contract.ts'
import type { Rule } from '../rule.ts'
import { inField, partsOf } from '../schemas.ts'
import { isShown } from '../shown.ts'

/** The mock answers by examples and people read them first. */
export const contentHasExample: Rule = {
  name: 'content-has-example',
  *check(contract) {
    for (const node of contract.nodes) {
      if (node.kind !== 'MediaType' || isShown(node.value) || isShownBySchema(contract, inField(node, 'schema')))
        continue
      yield {
        pointer: node.pointer,
        message: 'Content has no example',
        hint: 'Add examples, by $ref to components/examples.',
      }
    }
  },
}

const isShownBySchema = ({ document }: Contract, schema: ReturnType<typeof inField>): boolean =>
  schema !== undefined && partsOf(document, schema).some(({ value }) => isShown(value))

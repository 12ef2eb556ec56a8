import { memberOf } from '../../../openapi/members.ts'
import type { Contract } from '../contract.ts'
import { hasExample } from '../examples.ts'
import type { Rule } from '../rule.ts'
import { partsOf } from '../schemas.ts'

/** The mock responds with examples, and readers look at them first. */
export const contentHasExample: Rule = {
  name: 'content-has-example',
  *check(contract) {
    for (const node of contract.nodes) {
      if (node.kind !== 'MediaType' || hasExample(node.value) || schemaHasExample(contract, memberOf(node, 'schema')))
        continue
      yield {
        pointer: node.pointer,
        message: 'The content has no example',
        hint: 'Add examples, with $ref to components/examples.',
      }
    }
  },
}

const schemaHasExample = ({ document }: Contract, schema: ReturnType<typeof memberOf>): boolean =>
  schema !== undefined && partsOf(document, schema).some(({ value }) => hasExample(value))

import { into } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import type { Contract } from '../contract.ts'
import { nearest } from '../grammar/nearest.ts'
import { danglingIn } from '../references.ts'
import type { Rule } from '../rule.ts'

/** A reference leads to something that is in the document. */
export const referenceResolves: Rule = {
  name: 'reference-resolves',
  *check(contract) {
    for (const { node, $ref, isCircle } of danglingIn(contract)) {
      yield {
        pointer: into(node.pointer, '$ref'),
        message: isCircle ? `${$ref} refers to itself` : `${$ref} is not in the document`,
        hint: isCircle ? 'Let the last of them describe something.' : hintOf(contract, $ref),
      }
    }
  },
}

function hintOf({ document }: Contract, $ref: string): string {
  if (!$ref.startsWith('#')) return 'Only references within the document are read. Move what it means into components.'
  const beside = $ref.slice(0, $ref.lastIndexOf('/'))
  const meant = nearest(keysOf($ref)?.at(-1) ?? '', Object.keys(document.at(beside) ?? {}))
  return meant === undefined ? 'Correct it, or describe what it means there.' : `Did you mean ${into(beside, meant)}?`
}

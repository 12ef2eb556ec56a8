import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import type { Contract } from './contract.ts'
import type { Node } from './grammar/nodes.ts'

/** A reference that leads nowhere. */
interface Dangling {
  node: Node
  $ref: string
  /** Whether it comes back to itself. */
  isCircle: boolean
}

export const danglingIn = ({ document, nodes }: Contract): Dangling[] =>
  nodes.flatMap((node): Dangling[] => {
    const { $ref } = node.value
    if (typeof $ref !== 'string') return []
    const target = document.at($ref)
    if (!isObject(target) && typeof target !== 'boolean') return [{ node, $ref, isCircle: false }]
    return comesBack(document, node) ? [{ node, $ref, isCircle: true }] : []
  })

/** Whether nothing but references stands on the way. In a schema that refers to itself from deeper down something does. */
function comesBack(document: OpenApiDocument, { value, pointer }: Node): boolean {
  const seen = new Set([pointer])
  let at: unknown = value.$ref
  while (typeof at === 'string') {
    if (seen.has(at)) return true
    seen.add(at)
    const target = document.at(at)
    at = isObject(target) ? target.$ref : undefined
  }
  return false
}

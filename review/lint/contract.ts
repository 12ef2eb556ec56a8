import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { METHODS, type Operation, operationsOf } from '../../openapi/operations.ts'
import { findResolved } from '../../openapi/references.ts'
import type { Refusal } from '../../openapi/refusal.ts'
import { type Node, walk } from '../../openapi/walk.ts'
import { createValidate, type Validate } from './validate.ts'

/** A document, prepared once for all rules. */
export interface Contract {
  document: OpenApiDocument
  /** What the reader refuses in the document. */
  refusals: readonly Refusal[]
  /** The operations under `paths` that can be read. */
  operations: Operation[]
  /** Every OpenAPI object, in document order. */
  nodes: Node[]
  /** Validates values by the document's own schemas. */
  validate: Validate
}

export const contractOf = (document: OpenApiDocument, refusals: readonly Refusal[]): Contract => ({
  document,
  refusals,
  operations: documentsOfOne(document).flatMap(readableOperations),
  nodes: [...walk(document.root)],
  validate: createValidate(document),
})

/** With a broken reference, a rule cannot know what it was meant to lead to. */
export const hasBrokenReference = ({ document, nodes }: Contract): boolean =>
  nodes.some(node => !findResolved(document, node))

class Unreadable extends Error {}

function readableOperations(document: OpenApiDocument): Operation[] {
  try {
    return operationsOf(document)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return []
  }
}

/** One document for each operation, so that an error in one does not hide the others. */
function documentsOfOne(document: OpenApiDocument): OpenApiDocument[] {
  const { paths } = document.root
  const refuse = () => {
    throw new Unreadable()
  }
  return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) => {
    if (!isObject(item)) return []
    const shared = Object.fromEntries(Object.entries(item).filter(([key]) => !METHODS.some(method => method === key)))
    const items = METHODS.filter(method => method in item).map(method => ({
      ...shared,
      [method]: item[method] ?? null,
    }))
    return (items.length === 0 ? [shared] : items).map(one => ({
      ...document,
      root: { ...document.root, paths: { [path]: one } },
      refuse,
    }))
  })
}

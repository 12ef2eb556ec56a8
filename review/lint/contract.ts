import type { OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, operationsOf } from '../../openapi/operations.ts'
import { findResolved } from '../../openapi/references.ts'
import type { Refusal } from '../../openapi/refusal.ts'
import { type Node, walk } from '../../openapi/walk.ts'
import { createValidate, type Validate } from './validate.ts'

/** A document, prepared once for all rules. */
export interface Contract {
  document: OpenApiDocument
  /** What the reader refuses in the document. */
  refusals: readonly Refusal[]
  /** The operations under `paths`. */
  operations: Operation[]
  /** Every OpenAPI object, in document order. */
  nodes: Node[]
  /** Validates values by the document's own schemas. */
  validate: Validate
}

export const contractOf = (document: OpenApiDocument, refusals: readonly Refusal[]): Contract => ({
  document,
  refusals,
  operations: operationsOf(document),
  nodes: [...walk(document.root)],
  validate: createValidate(document),
})

/** With a broken reference, a rule cannot know what it was meant to lead to. */
export const hasBrokenReference = ({ document, nodes }: Contract): boolean =>
  nodes.some(node => !findResolved(document, node))

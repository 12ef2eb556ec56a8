import type { OpenApiDocument } from '../document.ts'
import type { Node } from '../walk.ts'

/** A document that is being checked, and all its objects. */
export interface Checked {
  document: OpenApiDocument
  nodes: readonly Node[]
}

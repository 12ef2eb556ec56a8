import type { JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { operators } from './operators/operators.ts'
import { sitesOf } from './sites.ts'

/** A contract with one small change. */
export interface SpecMutant {
  operator: string
  /** The changed place in the original, or its nearest existing parent. */
  pointer: string
  /** The change in one line. */
  change: string
  /** The operationIds that it affects. */
  operations: readonly string[]
  /** Returns the mutated document, which shares all unchanged parts with the original. */
  apply(): JsonObject
}

/**
 * All mutations of what operations use. What is shared by references is changed once. Mutations that could never be noticed are left
 * out: a response schema wider than any response, null for text, a looser bound that another one implies.
 */
export function specMutants(document: OpenApiDocument): SpecMutant[] {
  const sites = sitesOf(document)
  return operators.flatMap(({ name, mutations }) =>
    mutations(sites).map(({ pointer, change, operations, edit }) => ({
      operator: name,
      pointer,
      change,
      operations: [...operations],
      apply: () => edit(document.root),
    })),
  )
}

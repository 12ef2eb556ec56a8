import type { JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { operators } from './operators/operators.ts'
import { sitesOf } from './sites.ts'

/** A contract with one small lie in it. */
export interface SpecMutant {
  operator: string
  /** Where the original has what was changed, or the nearest that is there. */
  pointer: string
  /** From what to what, in one line. */
  change: string
  /** The operationIds that it reaches. */
  operations: readonly string[]
  /** The mutated document; the original stays as it is and shares with it what is not changed. */
  apply(): JsonObject
}

/**
 * All lies about what operations use, each where it stands: what is shared by references is changed once. Lies that nobody
 * could notice are not made: an answer that may be more than it ever is, text that may be null, a looser bound that another
 * one holds.
 */
export function specMutants(document: OpenApiDocument): SpecMutant[] {
  const sites = sitesOf(document)
  return operators.flatMap(({ name, lies }) =>
    lies(sites).map(({ pointer, change, operations, edit }) => ({
      operator: name,
      pointer,
      change,
      operations: [...operations],
      apply: () => edit(document.root),
    })),
  )
}

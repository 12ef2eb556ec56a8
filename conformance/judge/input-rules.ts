import { isObject, type OpenApiDocument } from '../../openapi/document.ts'

/** What the contract says about input beyond OpenAPI (`x-input`); a rule that it does not have does not hold. */
export interface InputRules {
  /** Strings are trimmed before they are judged, but for `format: password`; lengths count before. */
  trim: boolean
  /** Where an empty value is an absent one: `query`, `form`. */
  emptyIsAbsent: readonly string[]
  /** In JSON null stands for an absent optional field. */
  nullIsAbsent: boolean
  /** An unknown query key is refused on operations that declare query parameters. */
  closedQuery: boolean
  /** A repeated key in query or form is refused. */
  singleKeys: boolean
  canonicalIntegers: boolean
  /** The status for a path parameter that its schema refuses. */
  invalidPathId: number
  /** NUL and lone surrogates are refused. */
  wellFormedText: boolean
  /** A larger body is 413. */
  maxBodyBytes: number
}

export function inputRulesOf({ root }: OpenApiDocument): InputRules {
  const rules = isObject(root['x-input']) ? root['x-input'] : {}
  return {
    trim: rules.trim === true,
    emptyIsAbsent: Array.isArray(rules.emptyIsAbsent) ? rules.emptyIsAbsent.map(String) : [],
    nullIsAbsent: rules.nullIsAbsent === true,
    closedQuery: rules.closedQuery === true,
    singleKeys: rules.singleKeys === true,
    canonicalIntegers: rules.canonicalIntegers === true,
    invalidPathId: typeof rules.invalidPathId === 'number' ? rules.invalidPathId : 422,
    wellFormedText: rules.wellFormedText === true,
    maxBodyBytes: typeof rules.maxBodyBytes === 'number' ? rules.maxBodyBytes : Number.POSITIVE_INFINITY,
  }
}

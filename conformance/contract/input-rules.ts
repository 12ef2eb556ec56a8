import { isObject, type OpenApiDocument } from '../../openapi/document.ts'

/** Rules about input that OpenAPI cannot express (`x-input`). A rule that is absent does not apply. */
export interface InputRules {
  /** Strings are trimmed before validation, except `format: password`; lengths count before trimming. */
  trim: boolean
  /** Where an empty value counts as absent: `query`, `form`. */
  emptyIsAbsent: readonly string[]
  /** In JSON, null counts as absent for optional fields. */
  nullIsAbsent: boolean
  /** Unknown query keys are refused on operations that declare query parameters. */
  closedQuery: boolean
  /** Repeated keys in a query or form are refused. */
  singleKeys: boolean
  canonicalIntegers: boolean
  /** The status for a path parameter that does not match its schema. */
  invalidPathId: number
  /** NUL and lone surrogates are refused. */
  wellFormedText: boolean
  /** The JSON body `[]` means `{}`. */
  emptyArrayIsObject: boolean
  /** A byte order mark before a JSON body is skipped. */
  skipByteOrderMark: boolean
  /** Larger bodies get a 413. */
  maxBodyBytes: number
}

/** Whether the contract says how input is read. If not, only requests that every reading treats alike can be checked. */
export const hasInputRules = ({ root }: OpenApiDocument): boolean => isObject(root['x-input'])

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
    emptyArrayIsObject: rules.emptyArrayIsObject === true,
    skipByteOrderMark: rules.skipByteOrderMark === true,
    maxBodyBytes: typeof rules.maxBodyBytes === 'number' ? rules.maxBodyBytes : Number.POSITIVE_INFINITY,
  }
}

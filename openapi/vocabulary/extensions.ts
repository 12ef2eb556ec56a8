import type { Field, Kind, ObjectDefinition } from './definition.ts'
import { any, boolean, integer, object, string, stringAmong, uniqueListOf } from './values.ts'

/** Rules for input that OpenAPI cannot express. openapi.yaml explains them. */
export const inputRulesObject = {
  section: 'https://spec.openapis.org/oas/v3.1.1.html#specification-extensions',
  fields: {
    trim: boolean,
    emptyIsAbsent: uniqueListOf(stringAmong('query', 'form')),
    nullIsAbsent: boolean,
    closedQuery: boolean,
    singleKeys: boolean,
    canonicalIntegers: boolean,
    invalidPathId: integer(400, 499),
    wellFormedText: boolean,
    emptyArrayIsObject: boolean,
    skipByteOrderMark: boolean,
    maxBodyBytes: integer(0, Number.MAX_SAFE_INTEGER),
  },
  isClosed: true,
} as const satisfies ObjectDefinition

export interface Extension extends Field {
  /** The only object that may have it. */
  in?: Kind
}

/** The extensions that a document may use. */
export const extensions: Readonly<Record<string, Extension>> = {
  'x-input': { ...object('InputRules'), in: 'OpenAPI' },
  /** Marks parts that this contract adds to the announced API. */
  'x-addition': boolean,
  /** Marks an enum to which values may be added in responses, so that clients must handle values that are not listed. */
  'x-extensible': { ...boolean, in: 'Schema' },
  /** The date from which a deprecated part may be removed (RFC 8594). */
  'x-sunset': string,
  // Read by documentation tools only.
  'x-codeSamples': any,
  'x-code-samples': any,
  'x-displayName': any,
  'x-enum-descriptions': any,
  'x-enumDescriptions': any,
  'x-internal': any,
  'x-logo': any,
  'x-summary': any,
  'x-tagGroups': any,
}

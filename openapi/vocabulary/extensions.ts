import type { Field, Kind, ObjectDefinition } from './definition.ts'
import { any, boolean, integer, object, string, stringAmong, uniqueListOf } from './values.ts'

/** The rules on input that OpenAPI has no words for; openapi.yaml says what they mean. */
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
    maxBodyBytes: integer(0, Number.MAX_SAFE_INTEGER),
  },
  isClosed: true,
} as const satisfies ObjectDefinition

export interface Extension extends Field {
  /** The only object it may stand in. */
  in?: Kind
}

/** The extensions that a document may use. */
export const extensions: Readonly<Record<string, Extension>> = {
  'x-input': { ...object('InputRules'), in: 'OpenAPI' },
  /** Marks what this contract adds to the published API. */
  'x-addition': boolean,
  /** The day from which something deprecated may be gone, as RFC 8594 has it. */
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

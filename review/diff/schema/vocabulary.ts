/** What is there to be read; nothing is valid or invalid by it. */
const DOCUMENTATION = new Set(['title', 'description', '$comment', 'example', 'examples', 'externalDocs', 'deprecated'])

export const isDocumentation = (key: string): boolean => DOCUMENTATION.has(key) || key.startsWith('x-')

/** Keywords that hold schemas, which are compared as such. */
const HOLDERS = new Set(
  (
    'properties patternProperties additionalProperties unevaluatedProperties propertyNames dependentSchemas items prefixItems ' +
    'unevaluatedItems contains not if then else allOf oneOf anyOf $defs definitions'
  ).split(' '),
)

export const holdsSchemas = (key: string): boolean => HOLDERS.has(key)

/** Every keyword that some rule looks at (JSON Schema 2020-12; OpenAPI 3.1, 4.8.24, and 3.0.3, Schema Object). */
const KNOWN = new Set(
  (
    'type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems ' +
    'uniqueItems maxContains minContains maxProperties minProperties required dependentRequired format contentEncoding ' +
    'contentMediaType contentSchema default readOnly writeOnly discriminator xml nullable $ref'
  ).split(' '),
)

/** @param is30 whether `nullable` is a keyword */
export const isKnown = (key: string, is30: boolean): boolean =>
  (KNOWN.has(key) && (key !== 'nullable' || is30)) || HOLDERS.has(key) || isDocumentation(key)

/** What type of values a keyword speaks about; all others speak about every value. */
const TYPE_OF: Record<string, string> = Object.fromEntries(
  Object.entries({
    string: 'minLength maxLength pattern contentEncoding contentMediaType contentSchema',
    number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    array: 'items prefixItems minItems maxItems uniqueItems contains minContains maxContains unevaluatedItems',
    object:
      'properties patternProperties additionalProperties unevaluatedProperties propertyNames required minProperties maxProperties ' +
      'dependentRequired dependentSchemas',
  }).flatMap(([type, keywords]) => keywords.split(' ').map(keyword => [keyword, type])),
)

export const typeOfKeyword = (keyword: string): string | undefined => TYPE_OF[keyword]

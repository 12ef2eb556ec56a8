/** What is there to be read; nothing is valid or invalid by it. */
const DOCUMENTATION = new Set(['title', 'description', 'example', 'examples', 'externalDocs', 'deprecated'])

export const isDocumentation = (key: string): boolean => DOCUMENTATION.has(key) || key.startsWith('x-')

/** Keywords that hold schemas, which are compared as such. */
const HOLDERS = new Set('properties additionalProperties items allOf oneOf anyOf'.split(' '))

export const holdsSchemas = (key: string): boolean => HOLDERS.has(key)

/** Every keyword that a rule compares (JSON Schema 2020-12; OpenAPI 3.1, 4.8.24). */
const KNOWN = new Set(
  (
    'type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems ' +
    'uniqueItems maxProperties minProperties required format default readOnly writeOnly ' +
    'discriminator $ref'
  ).split(' '),
)

export const isKnown = (key: string): boolean => KNOWN.has(key) || HOLDERS.has(key) || isDocumentation(key)

/** What type of values a keyword speaks about; all others speak about every value. */
const TYPE_OF: Record<string, string> = Object.fromEntries(
  Object.entries({
    string: 'minLength maxLength pattern',
    number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
    array: 'items minItems maxItems uniqueItems',
    object: 'properties additionalProperties required minProperties maxProperties',
  }).flatMap(([type, keywords]) => keywords.split(' ').map(keyword => [keyword, type])),
)

export const typeOfKeyword = (keyword: string): string | undefined => TYPE_OF[keyword]

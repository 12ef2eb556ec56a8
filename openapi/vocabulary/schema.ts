import type { Field, Keyword, ObjectDefinition } from './definition.ts'
import {
  any,
  boolean,
  filledListOf,
  integer,
  listOf,
  mapOf,
  number,
  numberAbove,
  object,
  objectOrBoolean,
  required,
  string,
  types,
  uniqueListOf,
} from './values.ts'

type Definition = Omit<Keyword, 'value' | 'section'>
type KeywordOf<Of extends Field> = Definition & Of & { section: string }

const core = <Of extends Field>(section: string, field: Of, definition: Definition): KeywordOf<Of> => ({
  ...field,
  ...definition,
  section: `https://json-schema.org/draft/2020-12/json-schema-core#section-${section}`,
})

const validation = <Of extends Field>(section: string, field: Of, definition: Definition): KeywordOf<Of> => ({
  ...field,
  ...definition,
  section: `https://json-schema.org/draft/2020-12/json-schema-validation#section-${section}`,
})

const openapi = <Of extends Field>(section: string, field: Of, definition: Definition): KeywordOf<Of> => ({
  ...field,
  ...definition,
  section: `https://spec.openapis.org/oas/v3.1.1.html${section}`,
})

const ofAnyType = { role: 'assertion' } as const
const ofNumbers = { role: 'assertion', appliesTo: 'number' } as const
const ofStrings = { role: 'assertion', appliesTo: 'string' } as const
const ofArrays = { role: 'assertion', appliesTo: 'array' } as const
const ofObjects = { role: 'assertion', appliesTo: 'object' } as const
/** Its schemas apply to the value itself. */
const inPlace = { role: 'applicator', subschemas: 'same value' } as const
const annotation = { role: 'annotation' } as const

const schema = object('Schema')
const schemas = filledListOf(schema)
const names = uniqueListOf(string)
/** A number of characters, items or properties. */
const count = integer(0)

/** The keywords of a schema (OpenAPI 3.1 Schema Object; JSON Schema 2020-12). */
export const keywords = {
  $ref: core('8.2.3.1', string, inPlace),

  type: validation('6.1.1', types, ofAnyType),
  enum: validation('6.1.2', filledListOf(any), ofAnyType),
  const: validation('6.1.3', any, ofAnyType),

  multipleOf: validation('6.2.1', numberAbove(0), ofNumbers),
  maximum: validation('6.2.2', number, ofNumbers),
  exclusiveMaximum: validation('6.2.3', number, ofNumbers),
  minimum: validation('6.2.4', number, ofNumbers),
  exclusiveMinimum: validation('6.2.5', number, ofNumbers),

  maxLength: validation('6.3.1', count, ofStrings),
  minLength: validation('6.3.2', count, ofStrings),
  pattern: validation('6.3.3', string, ofStrings),
  /** Applies to strings or numbers, depending on the format: see `formatTypes`. */
  format: validation('7', string, ofAnyType),

  maxItems: validation('6.4.1', count, ofArrays),
  minItems: validation('6.4.2', count, ofArrays),
  uniqueItems: validation('6.4.3', boolean, ofArrays),
  items: core('10.3.1.2', schema, { role: 'applicator', appliesTo: 'array', subschemas: 'items' }),

  maxProperties: validation('6.5.1', count, ofObjects),
  minProperties: validation('6.5.2', count, ofObjects),
  required: validation('6.5.3', names, ofObjects),
  properties: core('10.3.2.1', mapOf(schema), { role: 'applicator', appliesTo: 'object', subschemas: 'properties' }),
  additionalProperties: core('10.3.2.3', objectOrBoolean('Schema'), {
    role: 'applicator',
    appliesTo: 'object',
    subschemas: 'properties',
  }),

  allOf: core('10.2.1.1', schemas, inPlace),
  anyOf: core('10.2.1.2', schemas, inPlace),
  oneOf: core('10.2.1.3', schemas, inPlace),
  discriminator: openapi('#discriminator-object', object('Discriminator'), annotation),

  title: validation('9.1', string, annotation),
  description: validation('9.1', string, annotation),
  default: validation('9.2', any, annotation),
  deprecated: validation('9.3', boolean, annotation),
  readOnly: validation('9.4', boolean, annotation),
  writeOnly: validation('9.4', boolean, annotation),
  examples: validation('9.5', listOf(any), annotation),
  example: openapi('#schema-object', any, annotation),
  externalDocs: openapi('#schema-object', object('ExternalDocumentation'), annotation),
} satisfies Record<string, Keyword>

export const schemaObjects = {
  Schema: { section: 'https://spec.openapis.org/oas/v3.1.1.html#schema-object', fields: keywords },
  Discriminator: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#discriminator-object',
    fields: { propertyName: required(string), mapping: mapOf(string) },
  },
} as const satisfies Record<string, ObjectDefinition>

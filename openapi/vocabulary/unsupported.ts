import type { Kind } from './definition.ts'

type Instead = Readonly<Record<string, string>>

const older = 'It belongs to an older draft of JSON Schema.'
const alternatives = 'Describe the alternatives with oneOf or anyOf.'
const onEveryProperty = 'List the properties, or describe the values of all others with additionalProperties.'
const inComponents = 'Name the schema in components/schemas and refer to it with $ref.'
const asItems = 'Describe all items with items, or use an object with named properties.'
const byBinary = 'Use `format: binary` for bytes and `format: byte` for base64.'
const style = 'Send lists as repeated query parameters, which is the default.'

/** Fields of OpenAPI and JSON Schema, in any version, that are not in the vocabulary, with what to write instead. */
export const unsupported: Readonly<Partial<Record<Kind, Instead>>> = {
  OpenAPI: {
    swagger: 'Convert the document to OpenAPI 3.1.',
    definitions: 'Move the schemas to components/schemas.',
  },
  Components: {
    links: "Describe it in the operation's description.",
    callbacks: 'Describe the request as a webhook.',
  },
  PathItem: { callbacks: 'Describe the request as a webhook.' },
  Operation: { callbacks: 'Describe the request as a webhook.' },
  Response: { links: "Describe it in the operation's description." },
  Parameter: {
    content: 'Use schema.',
    allowEmptyValue: 'Remove it: an empty value counts as absent.',
    allowReserved: 'Remove it: reserved characters are percent-encoded.',
  },
  Header: { content: 'Use schema.' },
  MediaType: { encoding: 'Remove it: the schema of each field determines its encoding.' },
  Example: { externalValue: 'Write the value itself in value.' },
  Tag: {
    kind: 'It belongs to OpenAPI 3.2.',
    parent: 'It belongs to OpenAPI 3.2.',
    summary: 'It belongs to OpenAPI 3.2.',
  },
  SecurityScheme: { openIdConnectUrl: 'Describe the scheme as oauth2.' },
  Schema: {
    nullable: 'It belongs to OpenAPI 3.0. Add "null" to the type: `type: [string, "null"]`.',
    definitions: `${older} Move the schemas to components/schemas.`,
    dependencies: `${older} ${alternatives}`,
    additionalItems: `${older} ${asItems}`,
    id: `${older} Remove it.`,
    $recursiveRef: `${older} Use $ref.`,
    not: 'Describe what is allowed, with enum, pattern, bounds or oneOf.',
    if: alternatives,
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    then: alternatives,
    else: alternatives,
    dependentRequired: alternatives,
    dependentSchemas: alternatives,
    unevaluatedProperties: 'Use additionalProperties in a schema that lists all its properties.',
    unevaluatedItems: asItems,
    contains: asItems,
    minContains: 'Use minItems.',
    maxContains: 'Use maxItems.',
    prefixItems: asItems,
    patternProperties: onEveryProperty,
    propertyNames: onEveryProperty,
    $id: 'Remove it. References are resolved from the root of the document.',
    $schema: 'Remove it: schemas are JSON Schema 2020-12.',
    $vocabulary: 'Remove it.',
    $comment: 'Use description or a YAML comment.',
    $anchor: inComponents,
    $dynamicAnchor: inComponents,
    $dynamicRef: 'Use $ref.',
    $defs: inComponents,
    xml: 'Remove it: bodies are JSON, forms or bytes.',
    contentEncoding: byBinary,
    contentMediaType: byBinary,
    contentSchema: 'Explain the content of the text in a description.',
  },
}

/** Unsupported values of fields, with what to write instead. */
export const unsupportedValues: Readonly<Partial<Record<Kind, Readonly<Record<string, Instead>>>>> = {
  Parameter: {
    in: { cookie: 'Use a header or query parameter.' },
    style: {
      deepObject: 'Use a query parameter for each property.',
      pipeDelimited: style,
      spaceDelimited: style,
      label: 'Use the style simple.',
      matrix: 'Use the style simple.',
    },
  },
  SecurityScheme: {
    type: {
      openIdConnect: 'Describe the scheme as oauth2.',
      mutualTLS: 'Use a bearer token: `type: http`, `scheme: bearer`.',
    },
    in: { cookie: 'Use a header.' },
  },
}
